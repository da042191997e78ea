var j,In,Vt,Me,qt,dt,Rn,ft,Nn,Jt,zt,Kn,Ye=Symbol.for("pv"),ht={},gt=[],es=/^m(i|n|o|s|text|space)$/,Xt=Array.isArray,Zt=gt.slice,De=Object.assign;function Be(e){
e&&e.parentNode&&e.remove()}function Fn(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?Zt.call(arguments,2):n),je(e,a,o,s,null)}function je(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ye,__v:s||++In,__i:-1,__u:0};return!s&&j.vnode&&j.
vnode(i),i}function me(){return{current:null}}function I(e){return e.children}function Ne(e,t){this.props=e,this.context=t,this.__g=0}function Pe(e,t){if(t==null)
return e.__&&Pe(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:Pe(e)}function ts(e){
var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=De({constructor:Ye},n)).__v=n.__v+1,j.vnode&&j.vnode(t),jt(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||Pe(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,Vn(s,t,i),n.__=n.__e=null,t.__e!=o&&Wn(t))}function Wn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Wn(e)}function Gt(e){(8&e.__g||(e.__g|=8,Me.push(e),dt++))&&qt==j.debounceRendering||((qt=j.debounceRendering)||queueMicrotask)(
Un)}function Un(){try{for(var e,t=1;Me.length;)Me.length>t&&Me.sort(Rn),e=Me.shift(),t=Me.length,8&e.__g&&ts(e)}finally{(dt=Me.length)&&(qt||queueMicrotask)(Un)}}
function qn(e,t,n,o,s,i,a,l,u,c,p){var m,g,f,v,d,h,w=o.__k||gt,b=t.length;for(u=ns(n,t,w,u,b),m=0;m<b;m++)(f=n.__k[m])!=null&&(g=~f.__i&&w[f.__i]||ht,f.__i=m,h=
jt(e,f,g,s,i,a,l,u,c,p),v=f.__e,(g.ref!=f.ref||8&g.__u)&&(g.ref&&Yt(g.ref,null,f,g),f.ref&&p.push(f.ref,f.__c||v,f)),d=d||v,4&f.__u?(u=zn(f,u,e,!g.__v),g.__e&&(g.
__e=null)):typeof f.type=="function"&&h!==void 0?u=h:v&&(u=v.nextSibling),f.__u&=-21);return n.__e=d,u}function ns(e,t,n,o,s){var i,a,l,u,c,p,m,g,f,v=n.length,d=v,
h=0,w=0,b=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=b[i]=je(null,a):
Xt(a)?a=b[i]=je(I,{children:a}):a.constructor===Ye&&a.__b?a=b[i]=je(a.type,a.props,a.key,a.ref,a.__v):b[i]=a,u=i+h,a.__=e,a.__b=e.__b+1,l=null,~(c=a.__i=rs(a,n,
u,d))&&(d--,(l=n[c])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,c==u-1?h--:c==u+1?h++:c!=u&&(c>u?h--:h++,w=1)):(~c||(s>v?h--:s<v&&h++),typeof a.type!="function"&&(a.__u|=
4))):b[i]=null;if(w){for(p=[],m=[],i=0;i<s;i++)if((a=b[i])&&16&a.__u){for(h=0,g=p.length;h<g;)p[f=h+g>>1]<a.__i?h=f+1:g=f;p[h]=a.__i,m[i]=h+1}for(h=p.length;i--;)
m[i]&&(m[i]==h?h--:b[i].__u|=4)}if(d)for(i=0;i<v;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=Pe(l)),Qt(l,l));return o}function zn(e,t,n,o){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=zn(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=Pe(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function rs(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(o>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function On(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function pt(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||On(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||On(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=zt[t]||(zt[t]=os(t)),(e.__a||(e.__a={}))[t]=Jt,i=t!=(t=t.replace(Nn,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function os(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[ft]==null)t[ft]=Jt++;else if(t[ft]<this.__a[e])return;return n(j.event?j.event(t):t)}}}function jt(e,t,n,o,s,i,a,l,u,c){
var p,m,g,f,v,d,h,w,b,$,x,U,T,D,H,O,J,S,R=t.type;if(t.constructor!==Ye)return null;128&n.__u&&(u=32&n.__u,p=n.__c.__z)&&(t.__u|=u,m=i=[],p.nodeType==8?l=mt(p,i):
i.push(p),l=i[0]||l),(p=j.__b)&&p(t);e:if(typeof R=="function"){g=a.length;try{if(w=t.props,b=(p=R.prototype)&&p.render,$=(p=R.contextType)&&o[p.__c],x=p?$?$.props.
value:p.__:o,(f=n.__c)?(t.__c=f,2&f.__g&&(f.__g|=1)):(b?t.__c=f=new R(w,x):(t.__c=f=new Ne(w,x),f.constructor=R,f.render=is),$&&$.sub(f),f.state||(f.state={}),f.
__n=o,f.__g|=8,f.__h=[],f.__k=[]),b&&(f.__s||(f.__s=f.state),R.getDerivedStateFromProps&&(f.__s==f.state&&(f.__s=De({},f.__s)),De(f.__s,R.getDerivedStateFromProps(
w,f.__s)))),v=f.props,d=f.state,f.__v=t,n.__c){if(w!==v&&b&&!R.getDerivedStateFromProps&&f.componentWillReceiveProps&&f.componentWillReceiveProps(w,x),t.__v==n.
__v&&!(8&f.__g)||!(4&f.__g)&&f.shouldComponentUpdate&&f.shouldComponentUpdate(w,f.__s,x)===!1){t.__v!=n.__v&&(f.props=w,f.state=f.__s,f.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(q){q&&(q.__=t)}),gt.push.apply(f.__h,f.__k),f.__k=[],f.__h.length&&a.push(f),l=Pe(n);break e}f.componentWillUpdate&&f.componentWillUpdate(
w,f.__s,x),b&&f.componentDidUpdate&&f.__h.push(function(){f.componentDidUpdate(v,d,h)})}else b&&!R.getDerivedStateFromProps&&f.componentWillMount&&f.componentWillMount(),
b&&f.componentDidMount&&f.__h.push(f.componentDidMount);f.context=x,f.props=w,f.__P=e,f.__g&=-5,U=j.__r,T=b?25:0;do f.__g&=-9,U&&U(t),p=f.render(f.props,f.state=
f.__s,f.context);while(8&f.__g&&++T<25);b&&(gt.push.apply(f.__h,f.__k),f.__k=[]),f.state=f.__s,f.getChildContext&&(o=De({},o,f.getChildContext())),b&&n.__c&&f.getSnapshotBeforeUpdate&&
(h=f.getSnapshotBeforeUpdate(v,d)),D=p&&p.type===I&&p.key==null?p.props.children:p,w.__P&&(p=l,s=(e=w.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(q){q&&Qt(q,q)}),n.__k=null),l=n.__k?Pe(n,0):null),l=qn(e,Xt(D)?D:[D],t,n,o,s,i,a,l,u,c),w.__P&&(t.__e=null,l=p),t.__u&=-161,m&&m.some(Be),f.__h.length&&
a.push(f),1&f.__g&&(f.__g&=-4)}catch(q){if(a.length=g,t.__v=null,u||i)if(q&&q.then){if(t.__u|=128|u,i){for(~(J=i.indexOf(l||void 0))||(J=i.length);(S=i[J-1])&&S.
nodeType==8;)J--;for(;J<i.length;J++)if(S=i[J])if(i[J]=null,H){if(S==O)break}else{if(S.nodeType!=8)break;S.data.startsWith("$s")&&(O=mt(H=S))}}if(!H){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;H=l}(p=mt(H=t.__c.__z||(t.__c.__z=H)))?(t.__e=H,l=p):t.__e=l,l=l&&l.nextSibling}else i&&i.some(Be);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),q&&q.then||Gn(t),j.__e(q,t,n)}}else l=t.__e=ss(n.__e,t,n,o,s,i,a,u,c,e);return(p=j.diffed)&&p(t),l}function mt(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function Gn(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Gn))}function Vn(e,t,n){for(var o=0;o<n.length;)Yt(n[o++],n[o++],n[o++]);j.__c&&j.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){j.__e(i,s.__v)}})}function ss(e,t,n,o,s,i,a,l,u,c){var p,m,g,f,v,d,h,w,b=n.props||ht,$=t.
props,x=t.type;if(x=="svg"?s="http://www.w3.org/2000/svg":x=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(p=0;p<i.
length;p++)if((v=i[p])&&(x?v.localName==x:v.nodeType==3)){e=v,i[p]=null;break}}if(!e){if(w=c.ownerDocument||document,!x)return w.createTextNode($);e=w.createElementNS(
s,x,$.is?$:c),l&&(j.__m&&j.__m(t,i),l=!1),i=null}if(x){if(c=x=="template"&&e.content||e,i=x=="textarea"&&$.defaultValue!=null?null:i&&Zt.call(c.childNodes),!l&&
i)for(b={},p=0;p<e.attributes.length;p++)b[(v=e.attributes[p]).name]=v.value;for(p in b)v=b[p],p=="dangerouslySetInnerHTML"?g=v:p=="children"||p in $||p=="value"&&
"defaultValue"in $||p=="checked"&&"defaultChecked"in $||pt(e,p,null,v,s);for(p in $)v=$[p],p=="children"?f=v:p=="dangerouslySetInnerHTML"?m=v:p=="value"?d=v:p==
"checked"?h=v:l&&typeof v!="function"||b[p]===v||pt(e,p,v,b[p],s);m?(l||g&&(m.__html==g.__html||m.__html==e.innerHTML)||(e.innerHTML=m.__html),t.__k=[]):(g&&(e.
textContent=""),(x=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&es.test(x))&&(s="http://www.w3.org/1999/xhtml"),qn(c,Xt(f)?f:[f],t,n,o,s,i,a,i?i[0]:
n.__k&&Pe(n,0),l,u),i&&i.some(Be)),l&&x!="textarea"||(p="value",x=="progress"&&d==null?e.removeAttribute(p):d==null||d===e[p]&&(x!="progress"||d)||pt(e,p,d,b[p],
s),p="checked",h!=null&&h!=e[p]&&pt(e,p,h,b[p],s))}else b===$||l&&e.data==$||(e.data=$);return e}function Yt(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&
(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){j.__e(s,n)}}function Qt(e,t,n){var o,s,i,a;if(j.unmount&&j.unmount(
e),!(o=e.ref)||o.current&&o.current!=e.__e||Yt(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){j.__e(l,t)}o.__P=o.__n=null}
if(o=e.__k)for(a=0;a<o.length;a++)o[a]&&Qt(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=mt(o,i=[]))&&(o==e.__e&&i.some(Be),Be(
s),Be(o)),n||Be(e.__e),e.__e=e.__c=e.__=null}function is(e,t,n){return this.constructor(e,n)}function en(e,t){var n,o,s,i;j.__&&j.__(e,t),t.nodeType==9&&(t=t.documentElement),
o=(n=e&&32&e.__u)?null:t.__k,t.__k=je(I,{children:[e]}),s=[],i=[],jt(t,t.__k,o||ht,ht,t.namespaceURI,o?null:t.firstChild?Zt.call(t.childNodes):null,s,o?o.__e:t.
firstChild,n,i),Vn(s,t.__k,i),t.__k.props.children=null}function Jn(e){function t(n){var o,s;return this.getChildContext||(o=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&o.forEach(function(a){a.__g|=4,Gt(a)})},this.sub=function(i){o.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){o.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+Kn++,t.__=e,t.Provider=(t.Consumer=function(n,o){return n.children(o)}).contextType=t,t}j={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw dt=0,e}},In=0,Vt=function(e){return e!=null&&e.
constructor===Ye},Ne.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=De({},this.state)),typeof e=="function"&&(e=e(De({},n),this.props)),
e&&(De(n,e),this.__v&&(t&&this.__k.push(t),Gt(this)))},Ne.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Gt(this))},Ne.prototype.render=
I,Me=[],dt=0,Rn=function(e,t){return e.__v.__b-t.__v.__b},ft=Symbol(),Nn=/(PointerCapture)$|Capture$/i,Jt=0,zt={},Kn=0;var He,ae,tn,Xn,nn=Object.is,vt=0,or=[],rn=[],le=j,Zn=le.__b,jn=le.__r,Yn=le.diffed,Qn=le.__c,er=le.unmount,tr=le.__;function et(e,t){le.__h&&le.__h(ae,e,vt||t),
vt=0;var n=ae.__H||(ae.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function Ke(e){return vt=1,as(ir,e)}function as(e,t,n){var o=et(He++,2);
if(o.t=e,!o.__c&&(o.__=[n?n(t):ir(void 0,t),function(i){var a=(o.__N||o.__)[0],l=o.t(a,i);nn(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=ae,!ae.__f)){ae.
__f=!0;var s=ae.shouldComponentUpdate;ae.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var c=!1,p=this.props!=i;if(u.__.some(function(g){g.
__N&&(c=!0,nn(g.__[0],g.__N[0])||(p=!0))}),s){var m=s.call(this,i,a,l);return c?m||p:m}return!c||p}}return o.__}function sn(e,t){var n=et(He++,3);!le.__s&&an(n.
__H,t)&&(n.__P=!0,n.__=e,n.u=t,ae.__H.__h.push(n))}function Q(e,t){var n=et(He++,4);!le.__s&&an(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,ae.__h.push(n))}function V(e){return vt=
5,ye(function(){return{current:e}},[])}function ye(e,t){var n=et(He++,7);return an(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function sr(e){var t=ae.context[e.__c],n=et(He++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(ae)),t.props.value):e.__}function ls(){var e;do{for(;e=rn.shift();)try{Qe(e)}catch(n){le.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=or.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Qe),t.__h.
some(on),t.__h=[]}catch(n){t.__h=[],le.__e(n,e.__v)}}}while(rn.length)}le.__b=function(e){ae=null,Zn&&Zn(e)},le.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),tr&&tr(e,t)},le.__r=function(e){jn&&jn(e),He=0;var t=(ae=e.__c).__H;t&&(tn==ae?ae.__h=[]:(t.__h.some(Qe),t.__h.some(on),He=0),t.__h=[],t.__.some(function(n){
n.__N&&(n.__=n.__N),n.u=n.__N=void 0})),tn=ae},le.diffed=function(e){Yn&&Yn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&rr(or.push(t)),t.__H.__.some(function(n){
n.u&&(n.__H=n.u)})),tn=ae=null},le.__c=function(e,t){t.some(function(n){try{n.__h.some(Qe),n.__h=n.__h.filter(function(o){return!o.__||on(o)})}catch(o){n.__h=[function(){
throw o}]}}),Qn&&Qn(e,t)},le.unmount=function(e){er&&er(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,rr(rn.push(s))}else Qe(s)}catch(i){t=i}}),o.__H=void 0,t&&le.__e(t,o.__v))};var nr=typeof requestAnimationFrame==
"function";function us(e){var t,n=function(){clearTimeout(o),nr&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);nr&&(t=requestAnimationFrame(n))}function rr(e){
e!=1&&Xn==le.requestAnimationFrame||((Xn=le.requestAnimationFrame)||us)(ls)}function Qe(e){var t=ae,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),ae=t}function on(e){
var t=ae;e.__c=e.__(),ae=t}function an(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!nn(n,e[o])})}function ir(e,t){return typeof t=="function"?
t(e):t}var cs=Symbol.for("preact-signals");function _t(){if(ke>1)ke--;else{var e,t=!1;for((function(){var s=bt;for(bt=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();nt!==void 0;){var n=nt;for(nt=void 0,yt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&lr(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=o}}if(yt=0,ke--,t)throw e}}function re(e){if(ke>0)return e();ln=++ps,ke++;try{return e()}finally{_t()}}var tt,te=void 0;function rt(e){
var t=te,n=tt;te=void 0,tt=void 0;try{return e()}finally{te=t,tt=n}}var nt=void 0,ke=0,yt=0,ps=0,ln=0,bt=void 0,wt=0;function ar(e){if(te!==void 0){var t=e.n;if(t===
void 0||t.t!==te)return t={i:0,S:e,p:te.s,n:void 0,t:te,e:void 0,x:void 0,r:t},te.s!==void 0&&(te.s.n=t),te.s=t,e.n=t,32&te.f&&e.S(t),t;if(t.i===-1)return t.i=0,
t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=te.s,t.n=void 0,te.s.n=t,te.s=t),t}}function pe(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=
0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}pe.prototype.brand=cs;pe.prototype.h=function(){return!0};pe.prototype.S=function(e){var t=this,n=this.
t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:rt(function(){var o;(o=t.W)==null||o.call(t)}))};pe.prototype.U=function(e){var t=this;if(this.t!==void 0){
var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&rt(function(){var s;(s=t.Z)==null||s.call(t)}))}};
pe.prototype.subscribe=function(e){var t=this;return be(function(){var n=t.value;rt(function(){return e(n)})},{name:"sub"})};pe.prototype.valueOf=function(){return this.
value};pe.prototype.toString=function(){return this.value+""};pe.prototype.toJSON=function(){return this.value};pe.prototype.peek=function(){var e=this;return rt(
function(){return e.value})};Object.defineProperty(pe.prototype,"value",{get:function(){var e=ar(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==
this.v){if(yt>100)throw new Error("Cycle detected");(function(n){ke!==0&&yt===0&&n.l!==ln&&(n.l=ln,bt={S:n,v:n.v,i:n.i,o:bt})})(this),this.v=e,this.i++,wt++,ke++;
try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{_t()}}}});function P(e,t){return new pe(e,t)}function lr(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||
!t.S.h()||t.S.i!==t.i)return!0;return!1}function ur(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}
function cr(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=
void 0),t=o}e.s=n}function Oe(e,t){pe.call(this,void 0,t),this.x=e,this.s=void 0,this.g=wt-1,this.f=4}Oe.prototype=new pe;Oe.prototype.h=function(){if(this.f&=-3,
1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===wt))return!0;if(this.g=wt,this.f|=1,this.i>0&&!lr(this))return this.f&=-2,!0;var e=te;try{ur(this),te=
this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return te=e,cr(this),this.f&=-2,!0};
Oe.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}pe.prototype.S.call(this,e)};Oe.prototype.U=function(e){if(this.
t!==void 0&&(pe.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};Oe.prototype.N=function(){if(!(2&this.f)){this.
f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(Oe.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=ar(
this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new Oe(e,t)}function pr(e){var t=e.j;if(e.j=void 0,typeof t==
"function"){ke++;var n=te;te=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,un(e),o}finally{te=n,_t()}}}function un(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=
void 0,e.s=void 0,pr(e)}function fs(e){if(te!==this)throw new Error("Out-of-order effect");cr(this),te=e,this.f&=-2;try{8&this.f&&un(this)}finally{_t()}}function Fe(e,t){
this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,tt&&tt.push(this)}Fe.prototype.c=function(){var e=this.S();try{if(8&this.f||this.
x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Fe.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=
1,this.f&=-9,pr(this),ur(this),ke++;var e=te;return te=this,fs.bind(this,e)};Fe.prototype.N=function(){2&this.f||(this.f|=2,this.u=nt,nt=this)};Fe.prototype.d=function(){
this.f|=8,1&this.f||un(this)};Fe.prototype.dispose=function(){this.d()};function be(e,t){var n=new Fe(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(n);return o[Symbol.
dispose]=o,o}var fr,Et,kt,ms=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var mr=[];be(function(){fr=this.N})();function We(e,t){j[e]=t.bind(null,j[e]||function(){})}function ot(e){if(kt){var t=kt;kt=void 0,t()}kt=e&&e.S()}function dr(e){
var t=this,n=e.data,o=Ue(n);o.name="ReactiveDom",o.value=n;var s=ye(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var c=ee(function(){var f=o.
value.value;return f===0?0:f===!0?"":f||""}),p=ee(function(){return!Array.isArray(c.value)&&!Vt(c.value)}),m=be(function(){if(this.N=hr,p.value){var f=c.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=f)}}),g=t.__$u.d;return t.__$u.d=function(){m(),g.call(this)},[p,c]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}dr.displayName="ReactiveTextNode";Object.defineProperties(pe.prototype,{constructor:{configurable:!0,value:Fn(I,null).constructor},type:{configurable:!0,
value:dr},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});We("__b",function(e,t){if(ot(),
Et=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)if(s!=="children"){var i=o[s];i instanceof pe&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});
We("__r",function(e,t){if(e(t),t.type!==I){ot();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return be(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;ms&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),Et=o,ot(n)}});We("__e",function(e,t,n,o){ot(),Et=void 0,e(t,n,o)});We("diffed",function(e,t){ot(),Et=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var o=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var u in o){var c=i[u],
p=o[u];c===void 0?(c=ds(n,u,p,s),i[u]=c):c.o(p,s)}}}e(t)});function ds(e,t,n,o){var s=t in e&&e.ownerSVGElement===void 0,i=P(n);return{o:function(a,l){i.value=a,
o=l},d:be(function(){this.N=hr;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}We("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var c=t.__c;if(c){c.__$f|=8;var p=c.__$u;p&&(c.__$u=void 0,p.d())}}e(t)});We("__h",function(e,t,n,o){o<3&&(t.__$f|=2),
e(t,n,o)});Ne.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function Ue(e,t){return ye(function(){return P(e,t)},[])}var hs=function(e){queueMicrotask(function(){queueMicrotask(e)})};function gs(){re(function(){for(var e;e=mr.shift();)fr.call(e)})}function hr(){mr.push(this)===1&&(j.requestAnimationFrame||hs)(gs)}var st=null,it=e=>e!==null&&e===st;function gr(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&cn(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&cn(t.target,"button, a")&&t.preventDefault()},!0),vs(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function vs(e){e.addEventListener("compositionstart",({target:t})=>st=t,!0),e.addEventListener("compositionend",({
target:t})=>{st=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===st&&(cn(t.target,":focus")?t.stopPropagation():
st=null)},!0)}var cn=(e,t)=>e instanceof Element&&e.matches(t);function yr(e,{takes:t,hover:n,take:o}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=br(s);!i?.files.length||a&&(!t(a)||ys(i))||(s.preventDefault(),o(
St(i)))}),e.addEventListener("dragover",s=>{vr(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{vr(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&o(St(s.dataTransfer)))})}function St(e){let n=[...e.items].some(o=>o.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function br(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function vr(e){return br(e)!==null&&!e.dataTransfer?.types.includes("Files")}function ys(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),o=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>o.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var wr="100000px",bs=".jp-LinkedOutputView";function _r(e,t){let n=null,o=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!o||n&&!n.contains(e))&&(o=!0,n=ws(e),n&&s.observe(n));let a=n?.closest(bs)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-_s(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function ws(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=wr;let o=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(wr,10));return e.style.height=n,o??null}function _s(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,o=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
o)}function pn(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var kr=0;function $e(){return kr+=1,`imagegen-${Date.now().toString(36)}-${kr}`}var ks=4e3,qe=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function he(e){return e instanceof
qe?e.words:[e instanceof Error?e.message:String(e)]}function Er(e){let t=$e(),n=P("well"),o=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function c(f,{resolve:v,reject:d}){s.delete(f.id),f.kind==="refused"?d(new qe(f.words)):v(f)}function p(f,v=[]){u();let d=f?.view===t?s.get(f.id??0):
void 0;if(d)c(f,d);else for(let h of o.get(f?.kind??"")??[])h(f,v)}function m(f,v,d=[]){if(l)return!1;try{let h=e.send({kind:f,...v},void 0,d);Es(h)&&h.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",ks),!0}let g=()=>m("hello",{});return e.on("msg:custom",
p),e.on("change:_status",u),e.on("comm_live_update",g),{view:t,state:n,nextId:()=>++a,send:m,ask(f,v,d=[]){let h=v.id??++a;return new Promise((w,b)=>{s.set(h,{resolve:w,
reject:b}),!m(f,{view:t,id:h,...v},d)&&(s.delete(h),b(new qe([])))})},on(f,v){let d=o.get(f)??new Set;o.set(f,d.add(v))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",p),e.off("change:_status",u),e.off("comm_live_update",g),o.clear();for(let{reject:f}of s.values())f(new qe([]));s.clear()}}}function Es(e){return typeof e?.
catch=="function"}var Ss={tile:600,thumbnail:60,full:6},Ts=60;function Sr(e){let t=new Map,n=[];function o(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(Ss)){let c=[...t.keys()].filter(p=>p.startsWith(`${l} `)&&t.get(p)?.url);for(let p of c.slice(0,Math.max(0,c.length-u)))o(p)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,Ts)})}function a(l,u,c,p){let m=t.get(`${l} ${u}`);if(!(!m||m.url||!p)){m.url=URL.createObjectURL(new Blob([p],
{type:`image/${c}`}));for(let g of m.waiting.splice(0))g(m.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[c,p]of l.entries())a("tile",p,"webp",u[c]);s()}),e.
on("picture",({hash:l,size:u,type:c},[p])=>{a(u,l,c,p),s()}),e.on("missing",({hash:l,size:u})=>{let c=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let p of c?.waiting??
[])p("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let c=`${u} ${l}`,p=t.get(c);return p?.url?(t.delete(c),t.set(c,p),Promise.resolve(p.url)):new Promise(
m=>{p?p.waiting.push(m):(t.set(c,{url:"",waiting:[m]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])o(l)}}}async function Tr(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,o=document.createElement("textarea");o.value=e,o.
className="held",t.append(o),o.select();let s=document.execCommand("copy");return o.remove(),n instanceof HTMLElement&&n.focus(),s}}var xr=[.1,.25,.5,.75,1,1.5,2,3,4,6,8],Mr=16,Pr={x:.5,y:.5},$r={width:0,height:0};function Tt(){let e=P(0),t=P(Pr),n=P($r),o=P($r),s=P(devicePixelRatio),i=ee(()=>{
let{width:g,height:f}=o.value;return!g||!f?0:s.value*Math.min(n.value.width/g,n.value.height/f)}),a=ee(()=>e.value||i.value);function l(g){let{width:f,height:v}=o.
value;return{width:f*g/s.value,height:v*g/s.value}}let u=ee(()=>{let{width:g,height:f}=l(a.value);return{left:Ar(n.value.width,g,t.value.x,s.value),top:Ar(n.value.
height,f,t.value.y,s.value),width:g,height:f}}),c=ee(()=>u.value.width>n.value.width+1||u.value.height>n.value.height+1);function p(g,f=n.peek().width/2,v=n.peek().
height/2){let{left:d,top:h,width:w,height:b}=u.peek();if(!w)return;let $=Math.min(Math.max(Mr,i.peek()),Math.max(Math.min(1,i.peek()),g)),x=l($);re(()=>{e.value=
$,t.value={x:(f-d)/w+(n.peek().width/2-f)/x.width,y:(v-h)/b+(n.peek().height/2-v)/x.height}}),m(0,0)}function m(g,f){let{left:v,top:d,width:h,height:w}=u.peek();
h&&(t.value={x:h>n.peek().width?(n.peek().width/2-v-g)/h:.5,y:w>n.peek().height?(n.peek().height/2-d-f)/w:.5})}return{scale:a,place:u,isLarger:c,isFit:ee(()=>e.
value===0),fit(){e.value=0,t.value=Pr},enlarge:p,move:m,larger:()=>p(xr.find(g=>g>a.peek()*1.01)??Mr),smaller:()=>p(xr.filter(g=>g<a.peek()*.99).at(-1)??0),measure(g,f){
re(()=>{s.value=devicePixelRatio,g&&f&&(n.value={width:g,height:f})})},show(g,f){o.value={width:g,height:f}}}}function Ar(e,t,n,o){let s=t<=e?(e-t)/2:e/2-n*t,i=t<=
e?s:Math.min(0,Math.max(e-t,s));return Math.round(i*o)/o}var xs=200;function Cr({entries:e,viewing:t,selected:n,neighbour:o,complain:s}){let i=P(null),a=P(null),l=Tt(),u=me(),c={a:i,b:a};function p(v,d){re(()=>{i.value=
v,a.value=d}),l.fit()}function m(v){let[d,h]=v.filter(({pictures:w})=>w.length);p(d?ze(d):null,h?ze(h):null)}async function g(){let v=t().shown.peek();if(!v?.pictures.
length)return;let d=ze(v,t().position.peek()),h=t().details.peek()?.steps.at(-2)?.[0];h?.hash?p(await f(h),d):p(d,null)}async function f({number:v,name:d,hash:h}){
if(!v)return{ref:d,hash:h,entry:null,picture:null};let w=await t().find(v),b=w.pictures.findIndex($=>$.hash===h);return b<0?{ref:d,hash:h,entry:w,picture:null}:
{...ze(w,b),hash:h}}return{a:i,b:a,zoom:l,area:u,async begin(){try{let v=await n();v.length>1?m(v):await g()}catch(v){s(he(v))}},choose:v=>{a.value=ze(v)},step(v,d){
let h=(c[d].peek()?.entry??i.peek()?.entry)?.ref??"";for(let w=1;w<xs;w+=1){let b=o(h,v),$=b&&e().at(b);if(!$)return;if(h=$.ref,$.pictures.length!==0){c[d].value=
ze($);return}}},swap(){a.peek()&&re(()=>{[i.value,a.value]=[a.peek(),i.peek()]})}}}function ze(e,t=e.main){let n=e.pictures[t]??null;return{ref:t===e.main?e.ref:
`${e.ref}.${t+1}`,hash:n?.hash??"",entry:e,picture:n}}async function Lr(e,t){let n=await Ms(t),o={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...o,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function Ms(e){let t=URL.createObjectURL(e);try{let n=await Ps(t,e.name),{naturalWidth:o,
naturalHeight:s}=n;if(o*s>5e7){let l=Math.round(o*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(o,s)>2*2048;return i&&!a?e:await $s(n,e)}finally{URL.revokeObjectURL(t)}}function Ps(e,t){
let n=new Image;return new Promise((o,s)=>{n.onload=()=>o(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function $s(e,t){
let{naturalWidth:n,naturalHeight:o}=e,s=Math.min(1,2048/Math.max(n,o)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(o*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var As=/[{}|\\@*=]/;function Hr(e,t){let n=e.map(p=>p.text).join("");if(n===t)return e;let o=Dr(n,t),s=Dr(Br(n.slice(o)),Br(t.slice(o))),[i,a]=[n.slice(o,n.length-
s),t.slice(o,t.length-s)];if(As.test(i+a))return[fn(t)];let l=[],u=0,c=0;for(let p of e){let[m,g]=[u,u+p.text.length];if(u=g,p.kind==="text")continue;let f=g<=o;
if(!f&&m<n.length-s)continue;let v=f?0:t.length-n.length;l.push(fn(t.slice(c,m+v)),p),c=g+v}return[...l,fn(t.slice(c))]}var fn=e=>({text:e,kind:"text",words:""}),
Br=e=>e.split("").reverse();function Dr(e,t){let n=0;for(;n<e.length&&n<t.length&&e[n]===t[n];)n+=1;return n}var Cs=8,Ls=300,Bs=8e3,Ds=/^\s*%%imagegen(?:[ \t]|\r?\n)/,Or={parts:[],fine:!0,press:{label:"Generate",price:"",new:0},pieces:[]};function Ir({line:e,say:t,open:n,
sent:o}){let s=P(""),i=P([]),a=P(""),l=P(1),u=P([]),c=P(!0),p=P(""),m=P([]),g=P(Or),f=P(!1),v=P(0),d=P(null),h=P(""),w=P(!1),b=me(),$=me(),x,U,T=ee(()=>Hr(g.value.
pieces,s.value)),D=ee(()=>{let{press:E}=g.value;return f.value&&E.new===0?Or.press:E}),H=()=>({template:s.peek(),models:i.peek(),aspect:a.peek(),takes:l.peek(),
inputs:u.peek().map(({ref:E})=>E),together:c.peek(),options:p.peek()});function O(E){m.value=E}function J(){clearTimeout(x),x=void 0,f.value=!0,ne()}function S(){
J(),!it($.current)&&e.send("compose",{view:e.view,...H()})}function R(E){s.value=E,J(),x=setTimeout(S,Ls)}function q(E){s.value=E,S(),$.current?.focus()}function ne(){
clearTimeout(U),v.value=0}function B(E){v.value=E,U=setTimeout(ne,Bs),t(`${E} new calls. Press once more to send them.`)}function k(){if(O([]),!s.peek().trim()){
O(["Write what to paint first."]),$.current?.focus();return}let E=v.peek();x&&S(),ne(),e.ask("generate",{...H(),confirmed:E}).then(K=>K.kind==="unconfirmed"?B(K.
new):A(K),K=>O(he(K)))}function A({new:E,replayed:K}){let[F]=K;if(E>0||F===void 0){o();let ie=K.length>0?`, ${K.length} were made before`:"";return t(E>1||ie?`A\
sked for ${E}${ie}.`:"Asked.")}n(F);let ce=K.length>1?`Those are ${K.length} pictures`:`That is @${F}`;t(`${ce} already, at no new call. Again makes a new take.`)}
function L(E){u.value=E,S()}let z=()=>c.peek()?Cs:100;function X(E,K=u.peek().length){let F=u.peek();if(F.some(({ref:ce})=>ce===E.ref))return t(`${E.label} is a\
n input already.`);if(K>=z())return O([`${z()} inputs are the most.`]);L([...F.slice(0,K),E,...F.slice(K+1)]),t(`${E.label} is input ${K+1}.`)}function oe(E,K){
let F=[...u.peek()],[ce,ie]=[F[E],F[E+K]];return!ce||!ie?!1:([F[E],F[E+K]]=[ie,ce],L(F),!0)}async function ue({files:E,folder:K},F){if(O([]),K)return O(["A fold\
er can't be an input. Drop the pictures in it."]);if(E.length===0)return O(["There was no picture in what was dropped."]);let ce=F===void 0?z()-u.peek().length:
1;if(E.length>ce){let ie=F===void 0?`${z()} inputs are the most`:"one replaces one";return O([`${E.length} files are too many: ${ie}.`])}for(let ie of E)await se(
ie,F)}async function se(E,K){h.value=E.name;try{let{ref:F,hash:ce,prompt:ie,by:Ze}=await Lr(e,E);X({ref:F,hash:ce,label:E.name},K),ie&&(d.value={name:E.name,prompt:ie,
by:Ze})}catch(F){O(he(F))}h.value=""}function fe(E,{alone:K=!1}={}){re(()=>{u.value=E.slice(0,100),c.value=!K,q("")});let[F,...ce]=E,ie=ce.length>0?`${E.length}\
 pictures`:F?.label;t(`Say what to change about ${ie}.`)}function ve(E){let K=new Map(u.peek().map(({ref:F,label:ce})=>[F,ce]));re(()=>{s.value=E.template??"",i.
value=E.models??[],a.value=E.aspect??"",l.value=E.takes??1,u.value=(E.inputs??[]).map(({ref:F,hash:ce,name:ie})=>({ref:F,hash:ce,label:K.get(F)??ie})),c.value=E.
together??!0,p.value=E.options??""})}async function Ft(E){if(!Ds.test(E))return;await new Promise(F=>setTimeout(F));let K=s.peek();e.ask("pastedCell",{text:E}).
then(({composed:F})=>{s.peek()===K&&(O([]),ve(F),S(),t("The cell fills the composer."))},F=>O(he(F)))}return e.on("plan",({view:E,parts:K,fine:F,press:ce,pieces:ie})=>{
let Ze=ie.map(({text:Wt})=>Wt).join("")===s.peek();E!==e.view&&!Ze||re(()=>{g.value={parts:K,fine:F,press:ce,pieces:ie},f.value=x!==void 0})}),{template:s,models:i,
aspect:a,takes:l,inputs:u,inOne:c,options:p,complaint:m,told:g,pieces:T,press:D,armed:v,offer:d,sending:h,hovered:w,form:b,box:$,composition:H,complain:O,write:R,
paste:Ft,generate:k,add:X,move:oe,take:ue,tell:S,addModel(E){let K=E.trim();!K||i.peek().includes(K)||(i.value=[...i.peek(),K],S())},removeModel(E){i.value=i.peek().
filter(K=>K!==E),S()},setAspect(E){a.value=E,S()},setTakes(E){l.value=Math.min(Math.max(Math.round(E)||1,1),1e4),S()},setInOne(E){c.value=E,S()},dropOptions(){p.
value="",S()},remove:E=>L(u.peek().filter((K,F)=>F!==E)),hover(E){w.value=E},takeOffer(){let E=d.peek()?.prompt??"";d.value=null,q(E)},hideOffer(){d.value=null},
edit:E=>fe([E]),editEach:E=>fe(E,{alone:!0}),together:E=>fe(E),use:q,show(E){let K=E.template??E.prompt;E.view===e.view||x!==void 0||it($.current)||K===void 0||
ve({...E,...Hs(E),template:K})},statusChanged(E){E.error?.length&&O(E.error)},close(){x&&S(),ne()}}}function Hs({models:e,model:t,inputs:n=[],hashes:o=[]}){let s=(i,a)=>({
ref:i,hash:o[a]??"",name:i});return{models:e??(t?[t]:[]),inputs:n.map((i,a)=>typeof i=="string"?s(i,a):i)}}function Mt(e,t){let n=`ipyimagegen.${e}`,o=String(t);try{o=localStorage.getItem(n)??o}catch{}return{value:o,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function Rr(){let e=new Set,t=P([]),n=-1;return{unseen:t,count:ee(()=>t.value.length),statusChanged({newest:o=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=o;u+=1)e.add(
u);n=Math.max(n,o);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(o){t.peek().some(s=>o.includes(s))&&(t.value=t.peek().filter(s=>!o.includes(s)))},seeAll(){t.value=[]}}}var at=4,Ae=27,hn=4,Os=200,Ge={least:48,most:160,first:66},dn=5;function Nr(e){let t=Mt("size",Ge.first),n=P(Math.min(Ge.most,Math.max(Ge.least,Number(t.value)||
0))),o=P(0),s=P(new Map),i=ee(()=>Math.max(2,Math.floor((o.value+at)/(n.value+at)))),a=ee(()=>u(i.value)),l=ee(()=>Math.min(a.value,u(dn+1)));function u(T){return Math.
max(1,(o.value-at*(T-1))/T)}function c(T){let D=e.held(T);if(!D)return!1;let H=s.value.get(D.key);return H!==void 0?H:e.query.value||e.count.value<Os||D.count<=
i.value?!1:D.age+(performance.now()-D.received)/1e3>Is()}let p=T=>!c(T),m=T=>e.held(T)?.count??1,g=T=>p(T)?m(T):Math.min(dn,m(T)),f=T=>p(T)?i.value:dn,v=T=>(p(T)?
a.value:l.value)+at,d=T=>Math.ceil(g(T)/f(T)),h=ee(()=>{e.version.value;let T=e.total.value,D=new Float64Array(T+1);for(let H=0;H<T;H+=1)D[H+1]=(D[H]??0)+Ae+d(H)*
v(H)+hn;return D}),w=T=>h.value[T]??0;function b(T){let[D,H]=[0,e.total.peek()-1];for(;D<H;){let O=D+H+1>>1;w(O)<=T?D=O:H=O-1}return Math.max(0,D)}function $({group:T,
place:D}){let[H,O]=[f(T),v(T)];return{x:D%H*O,y:w(T)+Ae+Math.floor(D/H)*O,side:O-at}}function x({group:T,place:D},H){let O=D+H;if(O>=0&&O<g(T))return{group:T,place:O};
let J=T+H;return J<0||J>=e.total.peek()?null:{group:J,place:H>0?0:g(J)-1}}function U({group:T,place:D},H){let O=f(T),[J,S]=[Math.floor(D/O)+H,D%O];if(J>=0&&J<d(
T))return{group:T,place:Math.min(J*O+S,g(T)-1)};let R=T+H;if(R<0||R>=e.total.peek())return null;let q=H>0?0:d(R)-1,ne=Math.min(S,f(R)-1);return{group:R,place:Math.
min(q*f(R)+ne,g(R)-1)}}return{size:n,width:o,columns:i,side:a,tops:h,topOf:w,groupAt:b,box:$,beside:x,below:U,shown:g,isFolded:c,between(T,D,H){let O=w(T)+Ae,J=Math.
floor((D-O)/v(T)),S=Math.ceil((H-O)/v(T)),R=f(T);return[Math.max(0,J*R),Math.max(0,Math.min(g(T),S*R))]},fold(T,D){s.value=new Map(s.peek()).set(T,D)},resize(T){
n.value=T,t.keep(String(T))}}}function Is(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var Rs=8,Pt=32,Ns=2e3,Ks=200;function Kr(e,t){let n=me(),o=P({top:0,bottom:0}),s=P({group:0,place:0}),i="",a=P(0),l="",u={ref:"",until:0},c={ref:"",key:"",place:0,
y:0};function p(){let d=n.current;if(!d||d.clientWidth===0)return;let h=Math.floor(d.scrollTop/Pt)*Pt,w=Math.ceil((d.scrollTop+d.clientHeight)/Pt)*Pt,b=Math.max(
1,d.clientWidth-2*Rs),$=b!==t.width.peek();re(()=>{t.width.value=b;let{top:x,bottom:U}=o.peek();(x!==h||U!==w)&&(o.value={top:h,bottom:w})}),$||m()}function m(){
let d=n.current;if(!d||e.total.peek()===0)return;let h=t.groupAt(d.scrollTop),[w]=t.between(h,d.scrollTop+t.side.peek()/2,1/0),b=t.shown(h)-1,x=(w>b?t.beside({group:h,
place:b},1):null)??{group:h,place:Math.min(w,b)},U=e.held(x.group)?.key??"";c={ref:e.held(x.group)?e.at(x)?.ref??"":"",key:U,place:x.place,y:t.box(x).y}}function g(){
let d=n.current,h=e.spotOf(c.ref)??e.spotIn(c.key,c.place);if(!d||!h||d.scrollTop<=0)return;let w=Math.min(h.place,t.shown(h.group)-1),b=t.box({group:h.group,place:w}).
y-c.y;Math.abs(b)<.5||(d.scrollTop+=b,p())}function f(d){s.value=d,i=e.at(d)?.ref??""}function v(d){d.group<0||d.group>=e.total.peek()||(u={ref:"",until:0},re(()=>{
f(d),a.value=a.peek()+1}))}return{list:n,seen:o,active:s,focusings:a,measure:p,settle:g,go:v,stand:f,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:d=>{l=
d},reveal(){let d=n.current;if(!d)return;let{y:h,side:w}=t.box(s.peek());h-Ae<d.scrollTop&&(d.scrollTop=h-Ae);let b=h+w+4;b>d.scrollTop+d.clientHeight&&(d.scrollTop=
b-d.clientHeight)},scrollTo(d){n.current&&(n.current.scrollTop=t.topOf(d))},follow(){let d=e.total.peek(),{group:h,place:w}=s.peek(),b=e.spotOf(i);if(b&&(b.group!==
h||b.place!==w))s.value=b;else if(!b&&d>0){let U=Math.min(h,d-1),T=Math.max(0,(e.held(U)?.count??1)-1);(h!==U||w>T)&&(s.value={group:U,place:Math.min(w,T)}),i=e.
at(s.peek())?.ref??i}let x=u.ref&&performance.now()<u.until?e.spotOf(u.ref):null;x&&v(x)},focus(d){let h=e.spotOf(d);v(h??s.peek()),h||(u={ref:d,until:performance.
now()+Ns})},after(d){let h=d.includes(i)?i:d[0]??"";for(let w of[1,-1]){let b=e.spotOf(h)??s.peek();for(let $=0;$<Ks;$+=1){let x=e.at(b);if(x&&!d.includes(x.ref))
return x;let U=t.beside(b,w);if(!U)break;b=U}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var ge=60,Fs=2400,Ws=Intl.DateTimeFormat().resolvedOptions().timeZone,Ee=e=>e.number?e.ref:e.name||e.ref;function Fr(e,t){let n=new Map,o=new Set,s=new Map,i=new Map,
a=new Set,l=[],u=null,c=0,p=0,m=P(0),g=P(0),f=P(""),v=P("template"),d=P(0);function h(k=!1){u=null,d.value=d.peek()+1,t(k)}let w=(k,A,L)=>e.ask("groups",{query:A,
arrangement:L,zone:Ws,start:k*ge,count:ge});async function b(k,A,L){c+=1;let z=c,X=k!==f.peek()||A!==v.peek(),oe=X?[0]:[...new Set([0,...L.map(se=>Math.floor(se/
ge))])],ue=await Promise.all(oe.map(se=>w(se,k,A)));return z!==c?null:(p+=1,re(()=>{if(X){n=new Map,s=new Map;for(let{resolve:se}of l.splice(0))se(null)}i=new Map(
X?[]:[...i.keys()].map(se=>[se,!1])),o=new Set,a=new Set,f.value=k,v.value=A;for(let se of ue)$(se);h(X)}),S(),g.peek())}function $({start:k,groups:A,total:L,count:z}){
k===0&&(m.value=L,g.value=z);let X=new Map([...n.values()].map(ue=>[ue.key,ue.count])),oe=performance.now();for(let ue=0;ue<ge;ue+=1){let se=A[ue];if(!se){n.delete(
k+ue);continue}x(se.key,se.count-(X.get(se.key)??se.count)),n.set(k+ue,{...se,received:oe})}o.add(k/ge)}function x(k,A){let L=s.get(k);if(!(!L||A<=0)){s.set(k,new Map(
[...L].map(([z,X])=>[z+A,X])));for(let z of L.keys()){let X=D(k,z+A);i.has(X)||i.set(X,!1)}}}function U(k){let A=Math.floor(k/ge);if(k<m.peek()&&!o.has(A)){o.add(
A);let L=c;w(A,f.peek(),v.peek()).then(z=>{L===c&&($(z),h(),S())},()=>o.delete(A))}return n.get(k)??null}function T({group:k,start:A,entries:L}){let z=performance.
now(),X=s.get(k)??new Map;for(let oe=0;oe<ge;oe+=1){let ue=L[oe];ue?X.set(A+oe,{...ue,received:z}):X.delete(A+oe)}s.set(k,X),a.delete(D(k,A)),H(D(k,A),!0),O(),h(),
S()}let D=(k,A)=>`${Math.floor(A/ge)} ${k}`;function H(k,A){i.delete(k),i.set(k,A)}function O(){let k=0;for(let A of s.values())k+=A.size;for(let A of i.keys()){
if(k<=Fs)return;let[L,z]=[Number.parseInt(A,10),A.slice(A.indexOf(" ")+1)],X=s.get(z);for(let oe=L*ge;oe<(L+1)*ge;oe+=1)X?.delete(oe)&&(k-=1);X?.size===0&&s.delete(
z),i.delete(A)}}function J(k){let A=U(k.group);if(!A||k.place<0||k.place>=A.count)return null;let L=D(A.key,k.place);if(i.get(L))H(L,!0);else if(!a.has(L)){let z=Math.
floor(k.place/ge)*ge,X={query:f.peek(),group:A.key,start:z,count:ge},oe=p;a.add(L),e.ask("entries",X).then(ue=>oe===p&&T(ue),()=>oe===p&&a.delete(L))}return s.get(
A.key)?.get(k.place)??null}function S(){l=l.filter(({spot:k,resolve:A})=>{let L=J(k);return L&&A(L),!L})}function R(){if(u)return u;u=new Map;for(let[k,{key:A,count:L}]of n)
for(let[z,{ref:X}]of s.get(A)??[])z<L&&u.set(X,{group:k,place:z});return u}function q(k){return R().get(k)??null}function ne(k){let A=q(typeof k=="number"?`@${k}`:
k),L=A&&n.get(A.group)?.key;return L&&s.get(L)?.get(A.place)||null}return{total:m,count:g,query:f,arrangement:v,version:d,renew:b,group:U,at:J,held:k=>n.get(k)??
null,come(k){return new Promise(A=>{let L=J(k),z=n.get(k.group)?.count??1/0;L||k.place>=z?A(L):l.push({spot:k,resolve:A})})},drop(k){for(let[A,L]of n){let z=s.get(
L.key),X=[...z??[]].filter(([,{ref:fe}])=>k.includes(fe));if(!z||X.length===0)continue;let oe=fe=>X.filter(([ve])=>ve<fe).length,se=[...z].filter(fe=>!X.some(([
ve])=>ve===fe[0])).map(([fe,ve])=>[fe-oe(fe),ve]);s.set(L.key,new Map(se)),n.set(A,{...L,count:L.count-X.length}),g.value=g.peek()-X.length}B(),h()},spotOf:q,spotIn(k,A){
for(let[L,z]of n)if(z.key===k)return{group:L,place:A};return null},find:ne,newest(){let k=null;for(let A of s.values())for(let L of A.values())L.number>(k?.number??
0)&&(k=L);return k}};function B(){let k=[...n].filter(([,{count:L}])=>L===0).map(([L])=>L),A=L=>L-k.filter(z=>z<L).length;n=new Map([...n].filter(([L])=>!k.includes(
L)).map(([L,z])=>[A(L),z])),m.value=m.peek()-k.length}}var Us=3e4;function Wr(e){let t=P(null),n=me(),o,s=!1;function i(){clearTimeout(o),t.value=null}function a(){clearTimeout(o),o=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Us)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:c=!1}={}){s||(t.value={lines:l,
failed:c,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(o)}}}var qs=250;function Ur(e){let t=me(),n=P(""),o=P({query:"",count:0}),s=P([]),i;function a(){clearTimeout(i),it(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:o,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?qs:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),c=u.filter(p=>p!==l);n.value=[...c,...c.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],o.value={query:l,count:u}},refuse(l,u){let c=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,c]},close:()=>clearTimeout(i)}}var Se=100;function zr({line:e,model:t,complain:n}){let o=P([]),s=0,i=ee(()=>o.value.map(({ref:f})=>f)),a=ee(()=>o.value.map(({number:f})=>f).filter(Boolean)),l=ee(
()=>new Map(o.value.filter(({isPicked:f})=>f).map(({ref:f},v)=>[f,v+1]))),u=()=>[...l.peek().keys()],c=()=>t.get("picked")??[];function p(f){let v=u().join();o.
value=f.slice(0,Se),u().join()!==v&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,m()}))}function m(){if(s||u().join()===c().join())return;let f=new Map(
o.peek().map(v=>[v.ref,v.entry]));o.value=c().map(v=>({ref:v,number:Gr(v),isPicked:!0,entry:f.get(v)??null}))}return{chosen:o,refs:i,numbers:a,orders:l,follow:m,
has:f=>o.value.some(({ref:v,number:d})=>typeof f=="number"?d===f:v===f),set:f=>p(f.map(qr)),toggle(f){let v=o.peek().filter(({ref:d})=>!zs(d,f));p(v.length<o.peek().
length?v:[...v,qr(f)])},dropRef:f=>p(o.peek().filter(({ref:v})=>v!==f)),drop:f=>p(o.peek().filter(({number:v})=>!f.includes(v))),clear:()=>p([])}}var qr=e=>({ref:e.
ref,number:e.number,isPicked:e.pictures.length>0,entry:e}),zs=(e,t)=>e===t.ref||t.number>0&&Gr(e)===t.number;function Gr(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?
Number(t[1]):0}function Vr(e){let{line:t,model:n,say:o,inputs:s,compare:i,tags:a,follows:l,show:u,open:c,changed:p}=e,m=Mt("arrangement","template"),g=0,f=!1,v=!1,d=P(0),h=Fr(
t,_=>{_?b.rewind():b.follow(),p()}),w=Nr(h),b=Kr(h,w),$=Rr(),x=zr({line:t,model:n,complain:D}),U=Ur(S),T=Wr(o);function D(_){let M=he(_);T.show(M.length?M:[String(
_.message)],{failed:!0})}let H={query:"",by:m.value==="time"?"time":"template"};async function O(){let{query:_,by:M}=H,W={query:h.query.peek(),by:h.arrangement.
peek()};try{let N=await h.renew(_,M,q());if(N===null)return;_||(d.value=N),U.query()===_&&U.tell(_,N)}catch(N){if(H.query!==_||_===W.query)return;Object.assign(
H,W),U.refuse(he(N),W.query)}}async function J(){v=f,!f&&(f=!0,await O(),f=!1,v&&J())}function S(_){H.query=_,O()}function R(_){m.keep(_),H.by=_,O()}function q(){
let{top:_,bottom:M}=b.seen.peek();return[w.groupAt(_),w.groupAt(M),b.active.peek().group]}function ne(_,M){B(_),M&&x.refs.peek().length===Se&&!x.has(_.ref)?T.show(
[`${Se} are selected; more can't be at a time.`]):M?x.toggle(_):_.pictures.length&&x.set([_])}function B(_){$.see([_.number]),u(_)}function k(_,M){b.go(_);let W=h.
at(_);W&&(b.setAnchor(W.ref),ne(W,M))}async function A(_){b.setAnchor(""),b.go(_);let M=h.at(_)??await h.come(_);M&&h.at(b.active.peek())?.ref===M.ref&&B(M)}async function L(){
let _=h.total.peek()-1;h.held(_)||await h.come({group:_,place:0}),A({group:_,place:w.shown(_)-1})}async function z(_,M){let W=_.group<M.group||_.group===M.group&&
_.place<=M.place?1:-1,N=[],Z=_,xe=!1;for(;Z&&N.length<Se&&!xe;)N.push(Z),xe=Z.group===M.group&&Z.place===M.place,Z=w.beside(Z,W);await X(N,xe||!Z?N.length:0)}async function X(_,M){
g+=1;let W=g,N=await Promise.all(_.map(Ut=>h.come(Ut)));if(W!==g)return;let Z=N.filter(Ut=>Ut!==null);if(Z.length===0)return;if(x.set(Z),M&&M<=Se)return o(`${Z.
length} selected.`);let xe=M?` of ${M.toLocaleString("en")}`:"";T.show([`${Z.length}${xe} are selected; more can't be at a time.`])}function oe(_){let M=h.held(
_)?.count??0,W=Array.from({length:Math.min(M,Se)},(N,Z)=>Z);return X(W.map(N=>({group:_,place:N})),M)}async function ue(){let _=[];for(let M=0;M<h.total.peek()&&
_.length<Se;M+=1){await h.come({group:M,place:0});let W=h.held(M)?.count??0;for(let N=0;N<W&&_.length<Se;N+=1)_.push({group:M,place:N})}await X(_,h.count.peek())}
function se(_){let M=h.spotOf(b.anchor())??_;b.go(_);let W=h.at(_);W&&B(W),z(M,_)}function fe(){x.clear(),b.focus(""),o("Nothing is selected.")}function ve(_,M){
T.hide(),Ft(_,M).then(()=>o(Gs(M)),D)}function Ft(_,M){return M.kind==="rate"?t.ask("rate",{numbers:_,rating:M.rating}):M.kind==="tag"?t.ask("tag",{numbers:_,changes:M.
changes}):t.ask("annotate",{number:_[0]??0,note:M.note})}function E(_,M){let W=Z=>M?.number===Z?M:h.find(Z);if(_.length===0)return;let N=_.every(Z=>W(Z)?.starred);
ve(_,{kind:"tag",changes:[N?"-starred":"starred"]})}function K(_){T.hide();let M=_.map(N=>`@${N}`),W=b.after(M);x.drop(_),$.see(_),h.drop(M),W?(u(W),b.focus(W.ref)):
U.box.current?.focus(),t.ask("delete",{numbers:_}).then(({numbers:N})=>T.show([`${N.length} deleted`],{undo:()=>F(N)}),N=>{O(),D(N)})}function F(_){T.hide(),b.focus(
`@${Math.max(..._)}`),t.ask("restore",{numbers:_}).then(({numbers:M})=>{T.show([M.length===1?"1 is back":`${M.length} are back`]),M.length&&c(Math.max(...M))},D)}
function ce(_){T.show([`exporting ${_.length} …`]),t.ask("export",{numbers:_}).then(({words:M})=>T.show([M]),D)}function ie(_,M,W){let{key:N}=_,Z=_.ctrlKey||_.
metaKey;if(_.altKey||_.repeat)return!1;if(Z&&N==="z")T.undo();else if(N==="Delete"||_.metaKey&&N==="Backspace")W.length&&(M.deleted?F:K)(W);else{if(Z)return!1;if(/^[0-5]$/.
test(N))Ze(W,Number(N));else if(N==="s")E(W,M);else if(N==="t")a();else if(N==="c")i();else if(N==="e"||N==="a")Wt(N==="e"?"edit":"add",M);else if(N==="Escape"&&
x.refs.peek().length)fe();else return!1}return!0}function Ze(_,M){_.length&&ve(_,{kind:"rate",rating:M})}async function Wt(_,M){if(!(x.refs.peek().length>1&&x.has(
M.ref)))return s(_,[M]);s(_,await Hn())}async function Hn(){let _=x.chosen.peek().map(async({ref:M,number:W,entry:N})=>{let Z=h.find(M)??N;return Z||!W?Z:(await t.
ask("details",{number:W})).entry});return(await Promise.all(_)).filter(M=>M!==null)}function Yo(_,M){let W=x.has(M.ref)?x.numbers.peek():[M.number];return ie(_,
M,W.filter(Boolean))}function Qo(){let _=Math.max(0,...$.unseen.peek());$.seeAll(),_&&(c(_),b.focus(`@${_}`))}return{entries:h,shelves:w,cursor:b,arrivals:$,selection:x,
search:U,outcome:T,everything:d,arrange:R,take:k,walk:A,walkToLast:L,selectGroup:oe,selectEverything:ue,selected:Hn,extendTo:se,lookAtNew:Qo,clear:fe,neighbour(_,M){
let W=h.spotOf(_);return W&&w.beside(W,M)},around(_,M){let W=h.spotOf(_)??{group:0,place:0};for(let Z=0;Z<M/2;Z+=1)W=w.beside(W,-1)??W;let N=[];for(let Z=W;Z&&N.
length<M;Z=w.beside(Z,1)){let xe=h.at(Z);if(!xe)break;N.push(xe)}return N},mark:ve,star:E,remove:K,restore:F,save:ce,press:ie,pressTile:Yo,statusChanged(_){$.statusChanged(
_,l()),J()},see:_=>$.see([_]),close(){U.close(),T.close()}}}function Gs(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken awa\
y.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":
`Tags: ${e.changes.join(" ")}`}var gn="imagegen-panel";function vn(e){try{return Number(localStorage.getItem(`${gn}-${e}`))||0}catch{return 0}}function yn(e,t){try{t?localStorage.setItem(`${gn}\
-${e}`,String(t)):localStorage.removeItem(`${gn}-${e}`)}catch{}}var Vs=720,$t=420,Js=280,At=200,Xs=16,Ve=16;function Jr(){let e=P("make"),t=P("picture"),n=P(""),o=P(!1),s=P(vn("height")),i=P(vn("history")),a=P({seen:1/0,own:!1}),
l=ee(()=>{let{seen:c,own:p}=a.value;return p?Math.max(Js,c):Math.max($t,s.value||Math.min(Vs,c-Xs))}),u=ee(()=>o.value||a.value.own);return{tab:e,part:t,sheet:n,
whole:o,height:l,history:i,fills:u,show(c){e.value=c},turnTo(c){t.value=c},open(c){n.value=c},closeSheet(){n.value=""},toggleWhole(){o.value=!o.peek()},measure(c){
let{seen:p,own:m}=a.peek();(p!==c.seen||m!==c.own)&&(a.value=c)},resize(c){s.value=c&&Math.max($t,Math.round(c)),yn("height",s.peek())},widen(c){i.value=c&&Math.
max(At,Math.round(c)),yn("history",i.peek())}}}function Xr(){let e=P({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function Zr({line:e,entries:t,neighbour:n,stand:o,mark:s,complain:i}){let a=P(null),l=P(null),u=P(0),c=Tt(),p=P(""),m=P(""),g=P(""),f=P(!1),v=me(),d=me(),h="",w=0,
b=0,$=!1,x=!1;function U(){let B=document.activeElement;return!!(B?.matches("input, textarea")&&v.current?.contains(B))}function T(B){let k=a.peek()?.number;k&&
s([k],B)}function D(){!a.peek()||m.peek().trim()===h.trim()||(h=m.peek(),T({kind:"annotate",note:h}))}function H(B){m.peek()===h&&(m.value=B),h=B}function O(B){
b+=1;let k=a.peek(),A=k?.ref!==B.ref;!A&&k?.status===B.status||(A&&D(),re(()=>{A&&(m.value=h=g.value="",l.value=null),u.value=B.main,a.value=B}),J())}async function J(){
x=$;let B=a.peek()?.number;if(!($||!B)){$=!0;try{let k=await e.ask("details",{number:B});a.peek()?.number===k.entry.number&&S(k.entry,k.details)}catch{}$=!1,x&&
J()}}function S(B,k){re(()=>{a.peek()?.status!==B.status&&(u.value=B.main),a.value=B,l.value=k,H(k.note)})}async function R(B){return t().find(B)??(await e.ask(
"details",{number:B})).entry}async function q(B){let k=t().find(B);if(k)return O(k);b+=1;let A=b;try{let L=await R(B);A===b&&O(L)}catch(L){i(he(L))}}function ne(B){
p.peek()==="tags"&&D(),p.value=B}return{shown:a,details:l,position:u,zoom:c,over:p,note:m,newTags:g,following:f,marks:v,area:d,find:R,open:q,renew:J,markShown:T,
show:O,step(B){let k=n(a.peek()?.ref??"",B),A=k&&t().at(k);return A?(O(A),o(k),!0):!1},turnTo(B){u.value=B},lay:ne,toggle:B=>ne(p.peek()===B?"":B),writeTags(B){
g.value=B},writeNote(B){m.value=B},keepNote:D,dropNote(){m.value=h},follow(B){f.value=B,B&&w&&q(w)},fill(){let B=a.peek()||t().query.peek()?null:t().newest();B&&
O(B)},newestIs(B){let k=w>0&&B>w;w=B,k&&f.peek()&&!U()&&q(B)},close:D}}function jr(e,t){let n=Er(e),o=Sr(n),{said:s,say:i}=Xr(),a=P({}),l=P(performance.now()),u=Date.now()/1e3,c=Jr(),p=Ir({line:n,say:i,open:S=>g.open(S),sent:()=>c.
turnTo("picture")}),m=Vr({line:n,model:e,say:i,inputs:b,compare:x,tags:()=>g.lay("tags"),follows:()=>g.following.peek(),show:S=>g.show(S),open:S=>g.open(S),changed:()=>g.
fill()}),g=Zr({line:n,entries:()=>m.entries,neighbour:(S,R)=>m.neighbour(S,R),stand(S){m.cursor.stand(S),m.cursor.reveal()},mark:(S,R)=>m.mark(S,R),complain:p.complain}),
f=Cr({entries:()=>m.entries,viewing:()=>g,selected:()=>m.selected(),neighbour:(S,R)=>m.neighbour(S,R),complain:p.complain}),v=S=>p.complain(he(S));function d(S){
c.show("make"),c.turnTo("compose"),queueMicrotask(S)}let h=(S,R)=>{let q=S.pictures.indexOf(R),ne=q===S.main?S.ref:`${S.ref}.${q+1}`;return{ref:ne,hash:R.hash,label:S.
number?ne:S.name||ne}};function w(S,R,q=R.main){let ne=R.pictures[q];if(!ne)return;let B=h(R,ne);S==="edit"?d(()=>p.edit(B)):p.add(B)}function b(S,R){let[q,...ne]=R.
filter(({pictures:k})=>k.length);if(!q)return;if(ne.length===0)return w(S,q);let B=[q,...ne].flatMap(k=>k.pictures.slice(k.main,k.main+1).map(A=>h(k,A)));d(()=>S===
"edit"?p.editEach(B):p.together(B))}function $(S){d(()=>p.use(S.template))}function x(){c.show("compare"),f.begin()}async function U(S,R){i(await Tr(S,t)?`${R} \
is copied.`:"The browser doesn't allow copying.")}let T=S=>S.then(({text:R})=>U(R,"The cell")).catch(v);n.on("refused",({view:S,id:R,words:q})=>{S===n.view&&R===
0&&p.complain(q)});function D(){let S=e.get("_status")??{};S.total!==void 0&&(re(()=>{a.value=S,l.value=performance.now(),p.statusChanged(S),m.statusChanged(S),
g.newestIs(S.newest??0)}),g.renew())}let H=()=>m.selection.follow(),O=()=>p.show(e.get("_composer")??{}),J=be(()=>m.see(g.shown.value?.number??0));return e.on("\
change:_status",D),e.on("change:picked",H),e.on("change:_composer",O),O(),H(),D(),n.send("hello",{}),{kernel:n.state,pictures:o,said:s,status:a,statusCame:l,opened:u,
layout:c,composer:p,viewing:g,history:m,comparing:f,input:w,inputs:b,compare:x,again(S){n.ask("again",{number:S.number}).then(()=>i("Asked once more."),v)},takePrompt:$,
otherModel:$,stop:S=>n.send("stop",{job:S}),waitAgain:S=>n.send("waitAgain",{job:S}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:U,copyPrompt:S=>U(S,"\
The prompt"),copyCell:S=>T(n.ask("cell",{number:S.number})),copyComposedCell:()=>T(n.ask("composedCell",p.composition())),close(){e.off("change:_status",D),e.off(
"change:picked",H),e.off("change:_composer",O),J(),p.close(),g.close(),m.close(),o.close(),n.close()}}}var Yr=Jn(null),Qr=Yr.Provider;function y(){let e=sr(Yr);if(!e)throw new Error("a view outside of the panel");return e}var Zs="button, input:not([type=file]), select",js={ArrowLeft:-1,ArrowRight:1};function eo(e){let t,n=()=>[...e.querySelectorAll(Zs)];function o(){let l=n(),u=l.
find(c=>c===t)??l[0];for(let c of l)c.tabIndex=c===u?0:-1}function s({target:l}){t=l,o()}function i(l){let u=js[l.key],c=l.target;if(!u||l.altKey||l.ctrlKey||l.
metaKey||l.shiftKey||c.matches("input[type=text]"))return;let p=n(),m=p[p.indexOf(c)+u];m&&(l.preventDefault(),m.focus())}let a=new MutationObserver(o);return a.
observe(e,{childList:!0,subtree:!0}),e.addEventListener("focusin",s),e.addEventListener("keydown",i),o(),()=>{a.disconnect(),e.removeEventListener("focusin",s),
e.removeEventListener("keydown",i)}}function _e(e,t,n=!0){let{pictures:o}=y(),[s,i]=Ke({hash:"",url:""}),a=s.hash===e;return Q(()=>{if(!n||!e||a)return;let l=!0;return o.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,o]),a&&e?s.url:null}function Ce(e){let[t,n]=Ke(e);return Q(()=>{n(performance.now());let o=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(o)},[e]),Math.max(0,t-e)/1e3}function Je(e,t="full"){let{pictures:n}=y(),o=to(n,e),[s,i]=Ke(o);return Q(()=>{if(!e)return;let a=!0,l=c=>i(
p=>({...p.hash===e?p:to(n,e),...c}));async function u(){let c=await n.url(e,"thumbnail");if(!a||(c?l({src:c}):t==="thumbnail"&&l({gone:!0}),t==="thumbnail"))return;
let p=await n.url(e,"full");a&&l(p?{src:p,full:p}:{gone:!0})}return u(),()=>{a=!1}},[e,t,n]),s.hash===e?s:o}function to(e,t){return{hash:t,src:t&&e.held(t,"tile"),
full:"",gone:!1}}function ro(e){return Q(()=>{let t=e.current;if(!t)return;let n=a=>{let l=no(t),u=l.find(c=>c===a)??l.find(({tabIndex:c})=>c===0)??l[0];for(let c of l)
c.tabIndex=c===u?0:-1},o=({target:a})=>n(a),s=new MutationObserver(()=>n()),i=new ResizeObserver(()=>n());return s.observe(t,{childList:!0,subtree:!0}),i.observe(
t),t.addEventListener("focusin",o),n(),()=>{s.disconnect(),i.disconnect(),t.removeEventListener("focusin",o)}},[e]),t=>{if(t.defaultPrevented||t.ctrlKey||t.altKey||
t.metaKey||!e.current)return;let n=no(e.current),o=n.indexOf(document.activeElement),s=new Map([["ArrowLeft",o-1],["ArrowUp",o-1],["ArrowRight",o+1],["ArrowDown",
o+1],["Home",0],["End",n.length-1]]).get(t.key);o<0||s===void 0||(t.preventDefault(),n[(s+n.length)%n.length]?.focus())}}function no(e){return[...e.querySelectorAll(
"button:not([role=radio]), a")].filter(n=>n.getClientRects().length>0)}function oo(e){return ye(()=>performance.now(),[e])}function Ct(){let e=V(null);return Q(
()=>e.current?eo(e.current):void 0,[]),e}var Ys=Symbol.for("pv"),Qs=0;function r(e,t,n,o,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var c={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Ys,__v:--Qs,__i:-1,__u:0};return(s||i)&&(c.__source=s,c.__self=i),j.vnode&&j.vnode(c),c}function C({press:e,...t}){return r("button",{type:"button",onClick:e,...t})}function Ie({press:e,...t}){return r(C,{press:n=>n.detail<2&&e(n),...t})}var Te={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function G({name:e}){return r("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function Y({icon:e,
name:t,hint:n=t,class:o="",...s}){return r(C,{class:`icon-only ${o}`,"aria-label":t,title:n,...s,children:r(G,{name:e})})}function Xe({of:e}){return e.map((t,n)=>r(
"span",{children:t},n))}function we({name:e,class:t="",children:n}){let o=V(null),s=ro(o);return r("div",{ref:o,class:t,role:"toolbar","aria-label":e,onKeyDown:s,
children:n})}function so({entry:e}){let{details:t,position:n}=y().viewing,o=ei(e,t.value,n.value).filter(([,s])=>s);return r("dl",{class:"details",children:o.map(([s,i])=>r(
I,{children:[r("dt",{children:s}),r("dd",{children:i})]},s))})}function ei(e,t,n){let o=e.pictures[n],s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:
"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",o?`${o.width} × ${o.height} ${o.type.toUpperCase()}, ${ti(o.size)}`:
""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":bn(e.cost)],["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["M\
ore",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?ni(t.created):""],["Variable",e.name],["Note",t?.note??""],["Notebook",t?.notebook??
""]]}var bn=e=>`$${Number(e.toPrecision(3))}`;function ti(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:`${(e/1e6).toFixed(1)} MB`}function ni(e){let t=new Date(
e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function io({entry:e}){let t=y().viewing.details.value;return r("div",{class:"row lineage",children:[t&&t.steps.length>1&&r(ri,{details:t}),t&&t.children.length>
0&&r(si,{entry:e,details:t})]})}function ri({details:{steps:e,whole:t}}){let n=e.length-1;return r("nav",{class:"parents","aria-label":"Made from",children:[!t&&
r(wn,{children:"…"}),e.flatMap((o,s)=>[s>0&&r(wn,{children:r(G,{name:"right"})},`to ${s}`),...o.flatMap((i,a)=>[a>0&&r(wn,{children:"+"},`and ${s} ${a}`),r(oi,
{node:i,isShown:s===n},`${s} ${a}`)])])]})}var wn=({children:e})=>r("span",{class:"sign",children:e});function oi({node:e,isShown:t}){let{viewing:n}=y(),o=_e(e.
hash,"tile"),s=r(I,{children:[e.hash&&r("img",{alt:"",width:26,height:26,src:o||void 0},e.hash),r("span",{children:e.name})]});return t?r("span",{class:"crumb",
"aria-current":"true",children:s}):e.number?r(C,{press:()=>n.open(e.number),class:"crumb",title:e.name,children:s}):r("span",{class:"crumb",title:e.name,children:s})}
function si({entry:e,details:t}){let{viewing:n,history:o,layout:s}=y(),[i]=t.children,a=t.children.length+t.more,l=t.children.map(({name:c})=>c).join(", ");function u(){
if(i&&a===1)return n.open(i.number);o.search.write(`input:@${e.number}`),s.turnTo("history")}return r("span",{class:"made",children:[t.steps.length>1&&"· ",r(C,
{press:u,class:"link",title:t.more?`${l} …`:l,children:`${a} made from it`})]})}var ii=Array.from({length:5},(e,t)=>t+1);function Bt({rating:e,rate:t}){let n=V(null);function o(s){let i={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[s.key]??
0;if(!i)return;s.preventDefault();let a=Math.min(5,Math.max(1,e+i));n.current?.querySelectorAll("button")[a-1]?.focus(),t(a)}return r("span",{class:"rating",role:"\
radiogroup","aria-label":"Rating",ref:n,onKeyDown:o,children:[ii.map(s=>r(C,{press:()=>t(s===e?0:s),role:"radio","aria-label":`${s} of ${5}`,"aria-checked":s===
e,title:`Rate ${s} of ${5} (${s}; 0 clears)`,class:s<=e?"reached":"",tabIndex:s===(e||1)?0:-1},s)),r("b",{class:"digits","aria-hidden":"true",children:e||"–"})]})}
function Dt({name:e,isStarred:t,press:n}){return r(Y,{press:n,icon:t?"star-full":"star",name:e,hint:t?"Take the star away (s)":`${e} (s)`,class:"small star","ar\
ia-pressed":t})}function Ht({name:e}){let{over:t,toggle:n}=y().viewing;return r(Y,{press:()=>n("tags"),icon:"tag",name:e,hint:`${e} (t)`,class:"small","aria-exp\
anded":t.value==="tags"})}function ao({entry:e,picture:t,full:n}){let{viewing:o,history:s,copyPrompt:i}=y(),a=o.details.value?.prompt??e.prompt,l=kn(e,t);return r(we,{name:"This picture",
class:"facts",children:[r("div",{class:"row",children:[r("span",{class:"caption cut",title:l,children:[r("b",{children:Ee(e)})," ",r("span",{class:"grey digits",
children:l})]}),r("span",{class:"spring"}),e.number>0&&r(I,{children:[r(Bt,{rating:e.rating,rate:u=>o.markShown({kind:"rate",rating:u})}),r(Dt,{name:"Star",isStarred:e.
starred,press:()=>s.star([e.number],e)}),r(Ht,{name:"Tags and a note"})]})]}),r("div",{class:"row",children:[r("span",{class:"prompt cut",title:a,children:a}),r(
"span",{class:"spring"}),a&&r(Y,{press:()=>i(a),icon:"copy",name:"Copy prompt",class:"small"})]}),r(io,{entry:e}),r("div",{class:"row actions",children:[t?r(ai,
{entry:e}):r(li,{entry:e}),r("span",{class:"spring"}),e.number>0&&r(ui,{entry:e}),t&&r(ci,{entry:e,picture:t,full:n,class:"icon-only"}),e.number>0&&r(Y,{press:()=>o.
toggle("more"),icon:"more",name:"More",hint:"More: details, export, delete","aria-expanded":o.over.value==="more"})]})]})}function ai({entry:e}){let{viewing:t,input:n,
again:o,takePrompt:s}=y(),i=t.position.value;return r(I,{children:[r(C,{press:()=>n("edit",e,i),class:"primary",title:"e",children:"Edit this"}),r(C,{press:()=>n(
"add",e,i),title:"a",children:"Add as input"}),e.number>0&&r(I,{children:[r(Ie,{press:()=>o(e),title:"Another take of the same: a new call",children:"Again"}),r(
C,{press:()=>s(e),class:"spacious",children:"Use prompt"})]})]})}function li({entry:e}){let{takePrompt:t,again:n,otherModel:o}=y();return r(I,{children:[r(Ie,{press:()=>n(
e),title:"The same once more: a new call",children:"Again"}),r(C,{press:()=>o(e),children:"Other model"}),r(C,{press:()=>t(e),children:"Edit prompt"})]})}function ui({
entry:e}){let{copyCell:t}=y();return r(Y,{press:()=>t(e),icon:"cell",name:"Copy cell",hint:"Copy the cell that makes this"})}function ci({entry:e,picture:t,full:n,
class:o}){return r("a",{class:`button ${o}`,title:"Download",download:_n(e,t),...n&&{href:n},children:[r(G,{name:"download"}),r("span",{class:"unseen",children:"\
Download"})]})}function _n(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function kn(e,t=e.pictures[e.main]){let n=e.servedBy&&e.servedBy!==e.model;
return[e.name,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":bn(e.cost),t?`${t.width}×${t.
height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status==="sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(
Boolean).join(" · ")}function Ot(e){let{zoom:t,src:n,hash:o,alt:s,name:i="Picture",loaded:a,children:l}=e,u=V(null),c=e.area??u,p=pi(t),{left:m,top:g,width:f,height:v}=t.place.value,
d=Number.isInteger(t.scale.value),h=["ground",!t.isFit.value&&"enlarged",t.isLarger.value&&"movable"];return Q(()=>{let w=c.current;if(!w)return;let b=()=>t.measure(
w.clientWidth,w.clientHeight),$=new ResizeObserver(b);$.observe(w),b();let x=fi(b);return()=>{$.disconnect(),x()}},[c,t]),r("div",{ref:c,class:h.filter(Boolean).
join(" "),role:"group","aria-label":i,tabIndex:0,...p,children:[o&&r("img",{class:d?"whole":"",alt:s,draggable:!1,src:n||void 0,style:{left:`${m}px`,top:`${g}px`,
width:`${f}px`,height:`${v}px`},onLoad:({currentTarget:{naturalWidth:w,naturalHeight:b}})=>a?.(w,b)},o),l]})}function pi(e){let t=V(new Map).current;function n(){
let[s,i]=[...t.values()];return s&&i?Math.hypot(s.x-i.x,s.y-i.y):0}function o(s){let i=[...t.values()],a=l=>i.reduce((u,c)=>u+l(c),0)/i.length;return[a(({x:l})=>l)-
s.left,a(({y:l})=>l)-s.top]}return{onPointerDown(s){s.button===0&&(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),s.currentTarget.setPointerCapture(s.pointerId))},
onPointerMove(s){let i=t.get(s.pointerId);if(!i)return;let a=n();if(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),t.size===1)e.move(s.clientX-i.x,s.clientY-i.y);else if(a){
let l=s.currentTarget.getBoundingClientRect();e.enlarge(e.scale.peek()*n()/a,...o(l))}},onPointerUp:s=>t.delete(s.pointerId),onPointerCancel:s=>t.delete(s.pointerId),
onWheel(s){if(!s.ctrlKey&&!s.metaKey)return;s.preventDefault();let i=s.currentTarget.getBoundingClientRect(),a=Math.min(30,Math.max(-30,s.deltaY));e.enlarge(e.scale.
peek()*Math.exp(-a/100),s.clientX-i.left,s.clientY-i.top)}}}function fi(e){let t;function n(){t=matchMedia(`(resolution: ${devicePixelRatio}dppx)`),t.addEventListener(
"change",o,{once:!0})}function o(){n(),e()}return n(),()=>t.removeEventListener("change",o)}var lo=60;function It({zoom:e}){return r(I,{children:[r(C,{press:e.fit,class:"small","aria-pressed":e.isFit.value,title:"All of it (0)",children:"Fit"}),r(C,{press:()=>e.
enlarge(1),class:"small","aria-pressed":!e.isFit.value&&e.scale.value===1,title:"Each delivered pixel is one of the screen",children:"1:1"}),r("span",{class:"st\
eps",children:[r(Y,{press:e.smaller,icon:"smaller",name:"Smaller",hint:"Smaller (−)",class:"small"}),r("span",{class:"digits percent",children:`${Math.round(e.
scale.value*100)} %`}),r(Y,{press:e.larger,icon:"larger",name:"Larger",hint:"Larger (+)",class:"small"})]})]})}function lt({key:e},t){let[n,o]=mi.get(e)??[0,0];
if((n||o)&&t.isLarger.peek())t.move(n*lo,o*lo);else if(e==="+"||e==="=")t.larger();else if(e==="-")t.smaller();else if(e==="0"&&!t.isFit.peek())t.fit();else return!1;
return!0}var mi=new Map([["ArrowLeft",[1,0]],["ArrowRight",[-1,0]],["ArrowUp",[0,1]],["ArrowDown",[0,-1]]]);var uo=60;function po(){return y().layout.tab.value==="compare"?r(di,{}):null}function di(){let{comparing:e}=y(),t=hi(),[n,o]=[e.a.value,e.b.value];return Q(()=>{
e.a.peek()||e.begin()},[e]),r("section",{class:"compare","aria-label":"Compare",onKeyDown:t,children:[r("div",{class:"pair",children:[r(we,{name:"View",class:"t\
oolbar",children:[r("b",{children:"Side by side"}),r("span",{class:"spring"}),r(It,{zoom:e.zoom})]}),r(gi,{a:n,b:o}),r(vi,{a:n,b:o}),r(bi,{a:n,b:o})]}),r(wi,{a:n,
b:o})]})}function hi(){let{comparing:e,layout:t,viewing:n}=y();function o(s){let{key:i,shiftKey:a}=s;if(s.ctrlKey||s.metaKey)return i.startsWith("Arrow")&&lt(s,
e.zoom);let l={ArrowLeft:-1,ArrowRight:1}[i];if(l)e.step(l,a?"a":"b");else if(i==="x")e.swap();else if(i==="Escape")t.show("make"),setTimeout(()=>n.area.current?.
focus());else return lt(s,e.zoom);return!0}return s=>{!s.defaultPrevented&&!s.altKey&&o(s)&&s.preventDefault()}}function gi({a:e,b:t}){let{zoom:n}=y().comparing,
{width:o=0,height:s=0}=e?.picture??{};return Q(()=>{o&&n.show(o,s)},[n,o,s]),r("div",{class:"two",children:[r(co,{side:e,letter:"A"}),r(co,{side:t,letter:"B"})]})}
function co({side:e,letter:t}){let{a:n,zoom:o,area:s}=y().comparing,{src:i,gone:a}=Je(e?.hash??""),l=e?.entry?kn(e.entry,e.picture??void 0):"",u=t==="A"&&e!==null&&
!e.picture;return r("figure",{children:[r(Ot,{zoom:o,...t==="A"&&{area:s},name:`${t}: ${e?.ref??"none"}`,src:i,hash:e?.hash??"",alt:e?.entry?.prompt??e?.ref??"",
...u&&{loaded:o.show},children:[a&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!e&&r("p",{class:"gone",children:n.value?"Pick \
another picture in the history to compare with.":"Nothing is shown to be compared."})]}),r("figcaption",{children:[r("b",{class:"letter",children:t}),e?.ref,r("\
span",{class:"grey cut digits",title:l,children:l})]})]})}function vi({a:e,b:t}){let n=yi.map(([o,s])=>[o,s(e),s(t)]);return r("table",{class:"versus",children:r(
"tbody",{children:n.map(([o,s,i])=>r("tr",{class:s===i||!t?"same":"",children:[r("th",{scope:"row",children:o}),r("td",{class:"cut",title:s,children:s}),r("td",
{class:"cut",title:i,children:i})]},o))})})}var yi=[["prompt",e=>e?.entry?.prompt??(e?`a photograph, ${e.ref}`:"")],["made by",e=>e?.entry?.servedBy||e?.entry?.
model||(e?"–":"")],["size",e=>e?.picture?`${e.picture.width}×${e.picture.height}`:""]];function bi({a:e,b:t}){let{comparing:n,input:o}=y(),s=({entry:i,picture:a})=>i&&
a&&o("edit",i,i.pictures.indexOf(a));return r(we,{name:"Compared",class:"row actions",children:[t?.picture&&r(C,{press:()=>s(t),class:"primary",children:"Edit B"}),
e?.picture&&r(C,{press:()=>s(e),children:"Edit A"}),t&&r(C,{press:n.swap,title:"x",children:[r(G,{name:"swap"}),"Change places"]})]})}function wi({a:e,b:t}){let{
history:n,comparing:o}=y(),{entries:s}=n;s.version.value;let[i,a]=[e?.entry?.ref??"",t?.entry?.ref??""],l=n.around(i,uo),c=a&&!l.some(m=>m.ref===a)?n.around(a,uo):
l,p=new Map([[i,"A"],[a,"B"]]);return r("aside",{class:"strip-of-history","aria-label":"History",children:[r("p",{class:"grey",children:[r("kbd",{children:"←"}),
" ",r("kbd",{children:"→"})," choose B, with ",r("kbd",{children:"Shift"})," A"]}),r("div",{class:"choices",children:r(we,{name:"B",class:"tiles",children:c.map(
m=>m.pictures.length>0&&r(_i,{entry:m,letter:p.get(m.ref)??"",press:()=>o.choose(m)},m.ref))})})]})}function _i({entry:e,letter:t,press:n}){let o=e.pictures[e.main]?.
hash??"",s=_e(o,"tile");return r(C,{press:n,class:"choice","aria-label":`${Ee(e)}: ${e.prompt}`,title:e.prompt,"aria-pressed":t==="B",children:[r("img",{alt:"",
draggable:!1,src:s||void 0},o),r("span",{class:"number",children:Ee(e)}),t&&r("span",{class:"letter",children:t})]})}function Rt(){let{money:e}=y().status.value;if(!e)return null;let{spent:t,budget:n}=e;return r("span",{class:"today",title:fo(e),children:["today ",r("b",{class:"\
digits",children:de(t)}),n!==null&&r(I,{children:[` of ${de(n)}`,r(En,{money:e,budget:n})]})]})}function En({money:e,budget:t}){let n=o=>`${Math.min(100,t?100*o/
t:100)}%`;return r("span",{class:"meter",role:"img","aria-label":fo(e),children:[r("i",{class:"spent",style:{width:n(e.spent)}}),r("i",{class:"held-money",style:{
width:n(e.held)}})]})}function fo({spent:e,held:t,budget:n}){return[`${de(e)} spent today`,t||n!==null?`${de(t)} held`:"",n===null?"no budget":`${de(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function de(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function mo(){let{status:e}=y(),{listed:t=[],running:n=0,waiting:o=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,o&&`waiting ${o}`];return r("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[r("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),r("ul",{children:t.
map(i=>r(ki,{job:i},i.id))})]})}function ki({job:e}){let t=Tn(e);return r("li",{children:[r("span",{class:"row",children:[r("b",{class:"cut",children:e.model}),
r("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),r("span",{class:"spring"}),r(Nt,{job:e,class:"link"})]}),e.number>0&&r(Sn,{job:e,
seconds:t}),r("span",{class:"row grey",children:[r("span",{class:"cut",title:e.prompt,children:e.prompt}),r("span",{class:"spring"}),r("span",{class:"digits",children:Le(
e,t)})]})]})}function Nt({job:e,class:t}){let{stop:n}=y();return r(C,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function Sn({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
o=s=>`${100*s/n}%`;return r("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${Le(e,t)}`,children:[r("i",{class:"usual",style:{left:o(e.low),
width:o(e.high-e.low)}}),r("i",{class:"so-far",style:{width:o(t)}})]})}function Tn(e){return e.seconds+Ce(y().statusCame.value)}var ut=(e,t)=>e.high>0&&t>e.high;
function Le(e,t){return!e.high||!e.number?"":ut(e,t)?"slower than 9 of 10":`usually ${xn(e)} s`}function xn(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function ho(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var Ei=3,Si={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function vo(){let{kernel:e,status:t}=y(),{waits:n}=t.
value,o=e.value==="silent"&&n?"":Si[e.value];return r("footer",{class:"foot","data-kernel":o?e.value:"well",children:[r("span",{class:"notice cut",role:"alert",
hidden:!o,title:o,children:[o&&r(G,{name:"warning"}),o]}),!o&&n&&r("span",{class:"cut",children:[r(G,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!o&&r(Ti,{}),r("span",{class:"spring"}),r(Pi,{})]})}function Ti(){let{layout:e,status:t,statusCame:n}=y(),o=Ce(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return r(go,{});let l=s.filter(({number:c})=>c).slice(0,Ei),u=l.map(c=>xi(c,c.seconds+o));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),r(I,{children:[r("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[r(G,{name:"clock"})," ",r("b",{children:`${i}\
 under way`}),r("span",{class:"digits",children:u.map(c=>` · ${c}`).join("")})]}),r(C,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),r("span",{class:"wide-only cut",children:r(go,{})})]})}function xi(e,t){let n=Le(e,t),o=n&&(ut(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${o}`}function go(){let{status:e,opened:t}=y(),{ended:n=[],running:o=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return o?null:r("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=Mi(s);return r("span",{class:i?"cut failed":"cut",title:a,children:[r(G,{name:i?"warning":"check"})," ",
a]})}function Mi({number:e,how:t,words:n,seconds:o,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=o>=1?` after ${Math.round(o)} s`:"";return[`${i} came${a}`,s?de(s):""].filter(Boolean).join(" · ")}function Pi(){let{shown:e,element:t,undo:n}=y().history.
outcome,o=e.value;if(!o)return null;let s=o.lines.join(" ");return r("span",{ref:t,class:o.failed?"outcome failed":"outcome",children:[r("span",{class:"cut",title:s,
children:s}),o.undo&&r(I,{children:[r(C,{press:n,class:"link",children:"Undo"}),r("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function yo(){let{height:e,resize:t,fills:n}=y().layout,o=V({y:0,height:0});function s(l){let u={ArrowUp:-Ve,ArrowDown:Ve}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){o.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(o.current.height+l.clientY-o.current.y)}return n.value?null:r("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":$t,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var Re=[["make","Make"],["compare","Compare"],["jobs","Jobs"]];function bo({id:e}){let{layout:t}=y();return r("header",{children:[r("b",{children:"imagegen"}),r(
$i,{id:e}),r("span",{class:"spring"}),r("span",{class:"roomy from",children:[r(Mn,{}),r(Rt,{})]}),r("span",{class:"roomy",children:[r(Y,{icon:"keys",name:"Keys",
hint:"Keys (?)",class:"small",press:()=>t.open("keys")}),r(Pn,{})]}),r(Y,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}
function $i({id:e}){let{layout:t,status:n}=y(),o=V(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let c=Re.findIndex(([g])=>g===t.tab.peek()),
p={ArrowRight:(c+1)%Re.length,ArrowLeft:(c+Re.length-1)%Re.length,Home:0,End:Re.length-1}[u.key],[m]=Re[p??-1]??[];m&&(u.preventDefault(),t.show(m),o.current?.querySelectorAll(
"button")[p??0]?.focus())}return r("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:o,onKeyDown:l,children:Re.map(([u,c])=>{let p=t.tab.value===u,m=u===
"jobs"&&a>0;return r(C,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":p,"aria-describedby":m?`${e}-count`:void 0,
tabIndex:p?0:-1,children:[c,m&&r(I,{children:[r("span",{class:"count","aria-hidden":"true",children:a}),r("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function Mn(){let{gateway:e="",sketches:t}=y().status.value;return r("span",{class:"where cut",children:t?"offline sketches":e})}
function Pn(){let{layout:e}=y(),t=e.whole.value;return r(Y,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or Es\
c)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function _o(){let{status:e,layout:t}=y(),{jobs:n,atOnce:o=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:c}=n;return r("div",{class:"jobs",children:[u.length>0&&r(Ai,{lines:u,unsent:c}),r(Ci,{}),r("section",{"aria-label":"Under way",children:[r("div",{class:"\
title",children:[r("span",{class:"heading",children:`Under way ${i}`}),r("span",{class:"grey",children:`at most ${o} at a time`})]}),r("ol",{children:s.filter(({
number:p})=>p).map(p=>r(Li,{job:p},p.id))})]}),a>0&&r(Bi,{jobs:s.filter(({number:p})=>!p),count:a}),l.length>0&&r(Hi,{jobs:l}),r("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function Ai({lines:e,unsent:t}){return r("div",{class:"\
alert",role:"alert",children:[r(Xe,{of:e}),t>0&&r("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function Ci(){let{status:e,layout:t}=y(),{
money:n}=e.value;if(!n)return null;let{spent:o,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-o-s);return r("section",{class:"budget","aria-label":"\
Budget",children:[r("div",{class:"row",children:[r("span",{children:[r("b",{class:"digits large",children:de(o)}),i===null?" today":` of ${de(i)} today`,i!==null&&
r("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),r("span",{class:"spring"}),r(C,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&r(En,{money:n,budget:i}),r("p",{class:"legend grey",children:[r("span",{children:[r("i",{class:"spent"}),
`${de(o)} spent, ${wo(a,"picture")}`]}),(s>0||i!==null)&&r("span",{children:[r("i",{class:"held-money"}),`${de(s)} held for ${wo(l,"call")}`]}),i!==null&&r("spa\
n",{children:[r("i",{}),`${de(u)} left`]})]})]})}function Li({job:e}){let t=Tn(e),n=t-e.seconds,o=Le(e,t),s=ho(e,n);return r("li",{class:"job",children:[r($n,{hash:e.
input}),r(ko,{job:e}),r("span",{class:"state",children:[r("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?r(I,{children:[r(G,{name:"paused"})," the\
 gateway asked to wait",r("span",{class:"below grey digits",children:s})]}):r(I,{children:[r("span",{class:ut(e,t)?"slow":"grey digits",children:o}),r(Sn,{job:e,
seconds:t})]})]}),r(Nt,{job:e,class:"small"})]})}function Bi({jobs:e,count:t}){let{removeWaiting:n}=y();return r("section",{"aria-label":"Waiting",children:[r("\
div",{class:"title",children:[r("span",{class:"heading",children:`Waiting ${t}`}),r("span",{class:"grey",children:"not sent: removing is free"}),r("span",{class:"\
spring"}),r(C,{press:n,class:"small",children:`Remove all ${t}, free`})]}),r("ol",{children:e.map((o,s)=>r("li",{class:"job",children:[r($n,{hash:o.input}),r(ko,
{job:o}),r("span",{class:"state grey",children:s===0?"next":"after that"}),r(Nt,{job:o,class:"small"})]},o.id))}),t>e.length&&r("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function ko({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return r(Eo,{title:e.prompt,facts:t})}function Eo({title:e,facts:t}){
return r("span",{class:"words-of-job",children:[r("b",{class:"cut",title:e,children:e}),r("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var Di=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function Hi({jobs:e}){let t=Di.map(([n,o])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${o}`:""});return r("section",{"aria-label":"Ended",children:[r("div",{class:"title",children:[r("span",{class:"heading",children:"Late\
ly"}),r("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),r("span",{class:"spring"}),r("code",{class:"grey roomy",children:"%imagegen spend"})]}),r(
"ol",{children:e.map(n=>r(Oi,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function Oi({job:e}){let{viewing:t,layout:n,again:o,waitAgain:s}=y(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],Ii):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return r("li",
{class:"job",children:[r($n,{hash:e.hash}),r(Eo,{title:i,facts:[e.model,a]}),r("span",{class:"state",children:r(Ri,{job:e})}),e.how==="left"&&r(C,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&r(C,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&r(Ie,{
press:()=>o(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var Ii={hour:"2-digit",minute:"2-digit"};function Ri({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?r(I,{children:[r("span",{class:"digits",children:[t,e.cost?de(e.cost):""].filter(Boolean).join(" · ")}),
" ",r("span",{class:"good",children:[r(G,{name:"check"})," done"]})]}):e.how==="failed"?r("span",{class:"failed two-lines",title:e.words,children:[r(G,{name:"wa\
rning"})," ",e.words]}):r(I,{children:[r("span",{class:"slow",children:[r(G,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",r("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function $n({hash:e}){let t=_e(e,"tile");return t?r("img",{src:t,alt:"",width:40,height:40}):
r("span",{class:"none",children:r(G,{name:"picture"})})}function wo(e,t){return`${e} ${t}${e===1?"":"s"}`}function So(){let{composer:e}=y(),t=Ct(),n=e.options.value;return r("div",{class:"options",role:"toolbar","aria-label":"Options",ref:t,children:[r(Ni,{}),e.inputs.
value.length>1&&r(Wi,{}),r(Ui,{}),r(qi,{}),n&&r("span",{class:"chip rest",title:`The rest of the cell's line: ${n}`,children:[r("span",{class:"cut",children:n}),
r(C,{press:e.dropOptions,"aria-label":"Remove the cell's options",title:"Remove them",children:r(G,{name:"close"})})]})]})}function Ni(){let{composer:e,status:t}=y(),
[n,o]=Ke(!1),s=V(null),i=V(!1),a=e.models.value;function l(u,c=!1){e.addModel(u),i.current=c,o(!1)}return Q(()=>{!n&&i.current&&s.current?.focus(),i.current=!1},
[n]),r(I,{children:[r("ul",{class:"chips","aria-label":"Models",children:[a.map(u=>r("li",{class:"chip",title:u,children:[r("span",{class:"cut",children:u}),r(C,
{press:()=>e.removeModel(u),"aria-label":`Remove model ${u}`,title:"Remove it",children:r(G,{name:"close"})})]},u)),a.length===0&&r("li",{class:"chip default",title:"\
The model of the settings, unless you choose others",children:r("span",{class:"cut",children:t.value.model??"…"})})]}),n?r(Ki,{end:l}):r(Y,{ref:s,icon:"plus",
name:"Add a model",press:()=>o(!0)})]})}function Ki({end:e}){let{composer:t,status:n}=y(),o=V(!1),s=ye($e,[]),i=(n.value.models??[]).filter(c=>!t.models.value.includes(
c));function a(c,p=!1){o.current||(o.current=!0,e(c,p))}function l({currentTarget:c,inputType:p}){!(p?.startsWith("insert")&&p!=="insertReplacementText")&&i.includes(
c.value)&&a(c.value,!0)}function u(c){if(c.key==="Enter")a(c.currentTarget.value,!0);else if(c.key==="Escape")a("",!0);else return;c.preventDefault()}return r(I,
{children:[r("input",{class:"new-model",type:"text",size:12,list:s,"aria-label":"Add a model",placeholder:"model",...Te,ref:c=>c?.focus(),onInput:l,onKeyDown:u,
onBlur:c=>a(c.currentTarget.value)}),r("datalist",{id:s,children:i.map(c=>r("option",{value:c},c))})]})}var Fi=[[!1,"each alone"],[!0,"all in one"]];function Wi(){
let{inputs:e,inOne:t,setInOne:n}=y().composer;return r("span",{class:"segment",role:"radiogroup","aria-label":`The ${e.value.length} inputs are sent`,children:Fi.
map(([o,s])=>r(C,{role:"radio","aria-checked":t.value===o,press:()=>n(o),children:s},s))})}function Ui(){let{composer:e,status:t}=y(),n=e.aspect.value,o=t.value.
aspects??[],s=!n||o.includes(n)?o:[n,...o];return r("label",{children:["aspect"," ",r("select",{value:n,onChange:i=>e.setAspect(i.currentTarget.value),children:[
r("option",{value:"",children:"auto"}),s.map(i=>r("option",{value:i,children:i},i))]})]})}function qi(){let{takes:e,setTakes:t}=y().composer;return r("span",{class:"\
takes",children:[r("span",{"aria-hidden":"true",children:"takes"}),r("span",{class:"stepper",children:[r(C,{press:()=>t(e.value-1),"aria-label":"Fewer takes",children:r(
G,{name:"minus"})}),r("input",{type:"number",min:1,max:1e4,"aria-label":"Takes",value:e.value,onChange:n=>{t(n.currentTarget.valueAsNumber),n.currentTarget.value=
String(e.value)}}),r(C,{press:()=>t(e.value+1),"aria-label":"More takes",children:r(G,{name:"plus"})})]})]})}var zi="What to paint. {red|blue} tries both, {name} inserts a variable";function To(){let{composer:e}=y();function t(n){n.key!=="Enter"||!(n.shiftKey||n.ctrlKey||
n.metaKey)||(n.preventDefault(),n.repeat||e.generate())}return r("div",{class:"prompt-box",children:r("div",{class:"paper",children:[r("div",{class:"marks-of-pr\
ompt","aria-hidden":"true",children:[e.pieces.value.map(({text:n,kind:o,words:s},i)=>o==="text"?n:r("span",{class:o,title:s,children:n},i)),"​"]}),r("textarea",
{ref:e.box,"aria-label":"Prompt",placeholder:zi,...Te,value:e.template.value,onInput:n=>e.write(n.currentTarget.value),onPaste:n=>e.paste(n.clipboardData?.getData(
"text/plain")??""),onKeyDown:t,onMouseMove:Gi})]})})}function Gi({currentTarget:e,clientX:t,clientY:n}){if(!(e instanceof HTMLElement))return;let s=e.getRootNode().
elementsFromPoint(t,n).find(i=>i.parentElement?.matches(".marks-of-prompt"));e.title=s instanceof HTMLElement?s.title:""}var Vi=5;function xo(){let{composer:e}=y(),t=Ct(),n=V(null),o=V(null),s=V(null),i=V(-1),a=e.inputs.value,l=e.sending.value;Q(()=>{i.current<0||((n.current?.querySelectorAll(
"button")[i.current]??o.current)?.focus(),i.current=-1)});function u(m){i.current=m,e.remove(m)}function c(m,g){let f={ArrowLeft:-1,ArrowRight:1}[m.key]??0;!m.altKey||
!f||!e.move(g,f)||(m.preventDefault(),i.current=g+f)}function p(m){e.take({files:[...m.files??[]],folder:!1}),m.value=""}return r("div",{class:a.length<Vi?"stri\
p":"strip many",ref:t,children:[r("ol",{class:"inputs","aria-label":"Inputs, in the order they are sent",ref:n,hidden:a.length===0,children:a.map((m,g)=>r(Ji,{input:m,
place:g,remove:()=>u(g),press:f=>c(f,g)},m.ref))}),r(C,{ref:o,press:()=>s.current?.click(),class:e.hovered.value?"drop over":"drop","aria-label":"Add an input: \
drop, paste or choose",title:l?`Sending ${l} …`:"Add an input: drop, paste or choose",children:[r(G,{name:l?"clock":"plus"}),r("span",{class:"cut",children:l?
"sending":"add"})]}),r("input",{ref:s,type:"file",multiple:!0,hidden:!0,accept:"image/*",onChange:m=>p(m.currentTarget)})]})}function Ji({input:e,place:t,remove:n,
press:o}){let{composer:s}=y(),i=_e(e.hash,"tile");function a(l){l.preventDefault(),l.stopPropagation(),l.dataTransfer&&s.take(St(l.dataTransfer),t)}return r("li",
{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[r("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),r("span",
{class:"order",children:t+1}),r(C,{press:n,onKeyDown:o,"aria-label":`Remove input ${t+1}`,title:"Remove (Alt+← and Alt+→ move it)",children:r(G,{name:"close"})})]})}var Mo=200,Xi="There is no kernel to send it to. Run the cell with %imagegen panel again.";function Po(){let{composer:e}=y();return r("section",{class:"composer",
"aria-label":"Composer",ref:e.form,children:[r(xo,{}),r(To,{}),r(So,{}),r(Zi,{}),r(ji,{}),r("div",{class:"notes",children:[r(Yi,{}),r(Qi,{})]})]})}function Zi(){
let{composer:e,kernel:t}=y(),{parts:n,fine:o}=e.told.value,s=t.value==="gone",i=s?[{words:Xi,weighty:!1}]:n;return r("p",{class:o&&!s?"plan":"plan failed",role:"\
status",title:i.map(({words:a})=>a).join(""),children:i.map(({words:a,weighty:l},u)=>l?r("b",{children:a},u):a)})}function ji(){let{composer:e,copyComposedCell:t,
kernel:n}=y(),{label:o,price:s}=e.press.value,i=e.armed.value,a=i?"?":"";return r("div",{class:"send",children:[r(Ie,{press:e.generate,class:i?"primary armed":"\
primary",title:i?"Press once more to send them":"Shift+Enter",disabled:n.value==="gone",children:[s?o:o+a,s&&r("span",{children:` · ${s}${a}`})]}),r(Y,{icon:"c\
ell",name:"Copy cell",press:t})]})}function Yi(){let{offer:e,takeOffer:t,hideOffer:n}=y().composer,o=e.value,s=o&&o.prompt.length>Mo?`${o.prompt.slice(0,Mo)} …`:
o?.prompt;return r("p",{class:"found-words",role:"status",hidden:!o,children:o&&r(I,{children:[r("span",{children:`${o.name} has a prompt in it (${o.by}): ${s}`}),
r(C,{press:t,children:"Use its prompt"}),r(Y,{icon:"close",name:"Hide the file's prompt",press:n})]})})}function Qi(){let{complaint:e,complain:t}=y().composer;return r(
"div",{class:"alert",role:"alert",hidden:e.value.length===0,children:[e.value.length>0&&r(Y,{icon:"close",name:"Hide this",class:"small",press:()=>t([])}),r(Xe,
{of:e.value})]})}function $o(){let{history:e,widen:t}=y().layout,n=V(null),o=V({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=c=>t(Math.min(c,s().most));function a(c){let p={ArrowLeft:Ve,ArrowRight:-Ve}[c.key]??0;p&&(c.preventDefault(),i(s().width+p))}function l(c){
o.current={x:c.clientX,width:s().width},c.currentTarget.setPointerCapture(c.pointerId)}function u(c){c.currentTarget.hasPointerCapture(c.pointerId)&&i(o.current.
width-c.clientX+o.current.x)}return r("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||At,"aria-valuemin":At,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}var ea=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),ta=44;function Co(e){let{entry:t,group:n,place:o,count:s,
x:i,y:a,side:l,isSeen:u,isActive:c,isShown:p,isSelected:m}=e,{history:g}=y(),{active:f,stand:v}=g.cursor,d={group:n,place:o},h=["tile",Lo(t),p&&"shown",t?.deleted&&
"deleted",l<ta&&"small"],w=()=>f.peek().group!==n||f.peek().place!==o;function b($){$.shiftKey?g.extendTo(d):g.take(d,$.ctrlKey||$.metaKey)}return r("div",{role:"\
option",class:h.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:c?0:-1,"aria-selected":m,"aria-se\
tsize":s,"aria-posinset":o+1,"aria-label":t?Ao(t):"loading",title:t?Ao(t):void 0,onClick:b,onFocusIn:()=>w()&&v(d),children:[t&&r(na,{entry:t,isSeen:u}),e.order>
0&&r("span",{class:"order",children:e.order}),t?.starred&&r("span",{class:"star",children:r(G,{name:"star-full"})})]})}function na({entry:e,isSeen:t}){let n=Lo(
e);return n==="running"?r(oa,{entry:e}):n===""?r(ra,{entry:e,isSeen:t}):r(I,{children:[r("b",{children:[r(G,{name:"warning"})," ",e.ref]}),r("span",{class:"word\
s",children:e.words||"may have been billed"})]})}function ra({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",o=_e(n,"tile",t);return r(I,{children:[o===""?
r("span",{class:"words",children:"The file is gone."}):r("img",{alt:"",draggable:!1,src:o||void 0},n),r("span",{class:"number cut",children:Ee(e)})]})}function oa({
entry:e}){let{status:t}=y(),n=e.age+Ce(e.received),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r(I,{children:[r("span",{children:e.ref}),r("b",
{class:"digits",children:`${Math.floor(n)} s`}),r("span",{class:"digits",children:o?.high?xn(o):""})]})}function Lo(e){return!e||e.pictures.length?"":e.status===
"sent"?"running":"failed"}function Ao(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=ea.get(e.status),n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:
"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`${e.ref} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Kt=160;function Do(){let{history:e}=y(),{entries:t,cursor:n,shelves:o,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=o.tops.
value,c=n.active.value,p=`${u[i]??0}px`,m=o.groupAt(Math.max(0,a-Kt)),g=Math.min(i-1,o.groupAt(l+Kt)),f=Array.from({length:g-m+1},(w,b)=>m+b),v=[...new Set([...f,
c.group])].filter(w=>w<i);v.sort((w,b)=>w-b);let d=ha(),h=aa();return sa(),ia(),r("div",{class:d.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&r("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),r("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[r("div",{class:"headings",style:{height:p},children:v.map(w=>r(la,{group:w},t.group(w)?.key??w))}),r("div",{class:"space",style:{height:p},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:h,children:v.map(w=>r(fa,{group:w,top:a,bottom:l},t.held(w)?.key??w))})]}),
d.length>0&&r(ga,{marks:d})]})}function sa(){let{cursor:e}=y().history,t=e.focusings.value,n=V(t),o=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");Q(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||o)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function ia(){let{cursor:e,shelves:t,entries:n}=y().history,o=t.tops.value,s=e.focusings.value;Q(()=>{e.settle(),e.measure()},[o,s,
n.version.value]),Q(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function aa(){let{history:e}=y(),
{entries:t,cursor:n,shelves:o}=e;function s(a,l,u){let c=a;for(let p=0;p<u;p+=1)c=l(c)??c;return c}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},c=Math.max(1,Math.floor(u/o.side.peek())-1),p=t.total.peek()-1;switch(a){case"ArrowLeft":return o.beside(l,-1)??l;case"ArrowRight":return o.beside(l,
1)??l;case"ArrowUp":return o.below(l,-1)??l;case"ArrowDown":return o.below(l,1)??l;case"PageUp":return s(l,m=>o.below(m,-1),c);case"PageDown":return s(l,m=>o.below(
m,1),c);case"Home":return{group:0,place:0};case"End":return{group:p,place:o.shown(p)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
c=a.altKey?null:i(a.key),p=t.at(l);if(a.key==="End"&&!a.shiftKey)e.walkToLast();else if(c)a.shiftKey?e.extendTo(c):e.walk(c);else if(a.key==="Enter"||a.key===" ")
a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&a.key==="a")e.selectEverything();else if(!p||!e.pressTile(a,p))return;a.preventDefault()}}function la({
group:e}){let{history:t}=y(),{entries:n,shelves:o,cursor:s}=t,i=n.held(e),a=o.topOf(e),l=o.topOf(e+1)-a-hn,u=s.active.value.group===e,c=o.isFolded(e);if(!i)return null;
let p=i.count===1?"1 picture":`${i.count.toLocaleString("en")} pictures`;function m(f){let v={ArrowUp:-1,ArrowDown:1}[f.key],d={ArrowLeft:0,ArrowRight:1}[f.key];
if(v)g(f.currentTarget,v);else if(d!==void 0)f.currentTarget.querySelectorAll("button")[d]?.focus();else return;f.preventDefault()}function g(f,v){let d=[...s.list.
current?.querySelectorAll(".group")??[]],h=d[d.indexOf(f)+v]?.querySelector("button");h?.scrollIntoView({block:"nearest"}),h?.focus()}return r("div",{style:{top:`${a}\
px`,height:`${l}px`},children:r("div",{class:"group",role:"toolbar","aria-label":i.title,style:{height:`${Ae}px`},onKeyDown:m,children:[r("button",{type:"button",
class:"title",tabIndex:u?0:-1,"aria-expanded":!c,title:i.title,onClick:()=>o.fold(i.key,!c),children:[r(G,{name:c?"right":"down"}),r("span",{class:"cut",children:i.
title||"without words"})]}),r("button",{type:"button",class:"many digits",tabIndex:-1,"aria-label":`Select all: ${p}`,title:"Select all of them",onClick:()=>t.selectGroup(
e),children:i.count.toLocaleString("en")}),r("span",{class:"when digits",children:ua(i,n.arrangement.value==="time")})]})})}function ua({age:e,received:t},n){if(n)
return"";let o=new Date(Date.now()-e*1e3-(performance.now()-t)),s=Math.round((Bo(new Date)-Bo(o))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(o.getHours())}\
:${i(o.getMinutes())}`;if(s===1)return"yesterday";if(s<7)return`${ca[o.getDay()]} ${o.getDate()}`;let a=pa[o.getMonth()]??"";return o.getFullYear()===new Date().
getFullYear()?`${o.getDate()} ${a}`:`${a} ${o.getFullYear()}`}var Bo=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),ca=["Sun","Mon","Tue","Wed",
"Thu","Fri","Sat"],pa="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function fa({group:e,top:t,bottom:n}){let{history:o,viewing:s}=y(),{entries:i,
shelves:a,cursor:l,selection:u}=o,c=i.held(e),p=s.shown.value?.ref,m=l.active.value,[g,f]=a.between(e,t-Kt,n+Kt),[v,d]=a.between(e,t,n),h=new Set(Array.from({length:Math.
max(0,f-g)},(b,$)=>g+$));m.group===e&&m.place<a.shown(e)&&h.add(m.place);let w=[...h].sort((b,$)=>b-$);return r("div",{role:"group","aria-label":c?`${c.title}, ${c.
count}`:"loading",children:w.map(b=>{let $={group:e,place:b},x=i.at($),U=x?.ref??"",{x:T,y:D,side:H}=a.box($);return r(Co,{entry:x,group:e,place:b,count:c?.count??
1,x:T,y:D,side:H,isSeen:b>=v&&b<d,isActive:e===m.group&&b===m.place,isShown:x!==null&&U===p,isSelected:x!==null&&(u.has(U)||u.has(x.number)),order:u.orders.value.
get(U)??0},U||`at ${b}`)})})}var ma=/^[A-Z][a-z]+ \d{4}$/,da=16;function ha(){let{entries:e}=y().history;if(e.arrangement.value!=="time")return[];let t=[];for(let o=0;o<
e.total.value;o+=1){let s=e.group(o)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;ma.test(s)&&t.push({group:o,title:s,words:l?a:i.slice(
0,3)})}if(t.length<2)return[];let n=t.filter(({words:o})=>/^\d/.test(o));return t.length>da?[...t.slice(0,1),...n]:t}function ga({marks:e}){let{cursor:t}=y().history;
function n(o){let s={ArrowUp:-1,ArrowDown:1}[o.key];if(!s)return;let i=[...o.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),
o.preventDefault()}return r("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:o,title:s,words:i},a)=>r("button",{type:"button",tabIndex:a===
0?0:-1,"aria-label":s,title:s,onClick:()=>t.scrollTo(o),children:i},s))})}var ya="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function Ho(){let{search:e,everything:t,arrivals:n,lookAtNew:o}=y().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,c=n.count.value,p=ye($e,
[]),{query:m,count:g}=a.value,f=l.value.length>0;function v(d){if(d.key==="Enter")e.ask();else if(d.key==="Escape"&&i.peek())e.clear();else return;d.preventDefault()}
return r("div",{class:"search",children:[r(G,{name:"search"}),r("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("en")}\
 pictures`,"aria-label":"Search history","aria-describedby":p,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...Te,value:i.value,onInput:d=>e.type(
d.currentTarget.value),onKeyDown:v}),r("p",{class:"found",role:"status",children:m?g===0?"Nothing found":`${g.toLocaleString("en")} found`:""}),c>0&&r(C,{press:o,
class:"link new",title:"Look at the newest",children:`${c} new`}),r("p",{class:"hint",id:p,children:ya}),r("p",{class:"alert",role:"alert",hidden:!f,children:r(
Xe,{of:l.value})})]})}function Oo(){let{search:e}=y().history,{query:t,count:n}=e.found.value;return!t||n>0?null:r("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,r(C,{press:e.clear,class:"link",children:"Clear search"})]})}function Io(){return r("section",{class:"history","aria-label":"History",children:[r("div",{class:"finder",children:[r(Ho,{}),r(ba,{})]}),r(Oo,{}),r(Do,{})]})}function ba(){
let{history:e}=y(),{search:t,shelves:n,entries:o}=e,s=o.arrangement.value;return r("div",{class:"row",children:[r("div",{class:"segment",role:"group","aria-labe\
l":"Grouped by",children:[r(C,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),r(C,{press:()=>e.arrange("time"),
class:"small","aria-pressed":s==="time",children:"Time"})]}),r(Y,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starred"),press:()=>t.toggle(
"is:starred")}),r(Y,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),r("span",{class:"spring"}),
r("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:Ge.least,max:Ge.most,value:n.size.value,onInput:i=>n.
resize(i.currentTarget.valueAsNumber)})]})}var Ro="a small green frog wearing a tiny crown";function No(){let{composer:e,status:t}=y();return r(I,{children:[r("div",{class:"toolbar"}),r("div",{class:"gro\
und",children:r("div",{class:"begin",children:[r("p",{children:["Write a prompt and press ",r("kbd",{children:"Shift"})," ",r("kbd",{children:"Enter"}),",",r("b\
r",{}),"or drop a photograph to edit it."]}),r(C,{press:()=>e.use(Ro),children:Ro})]})}),r("div",{class:"facts",children:t.value.sketches&&r("p",{class:"grey",children:[
"Offline sketches: nothing leaves the machine, nothing is paid.",r("br",{}),r("code",{children:"%imagegen use NAME"})," brings real pictures."]})})]})}var wa=["Nobody knows what came of it.","It may have been made and billed."];function Ko({entry:e}){let{details:t}=y().viewing,[n="",...o]=e.error.length?e.error:
wa,{words:s}=e,i=s&&n.endsWith(`: ${s}`)?n.slice(0,-s.length-2):n,a=[i===n?"":s,t.value?.text??e.text];return r("div",{class:"failure",children:[r("p",{class:"h\
appened",children:[r(G,{name:"warning"}),r("b",{children:i})]}),o.map((l,u)=>r("p",{children:l},u)),a.filter(Boolean).map((l,u)=>r("p",{class:"said",children:`“${l}\
”`},u))]})}function ct({name:e,class:t,children:n}){let{viewing:o}=y(),s=V(null);Q(()=>{let a=s.current,l=document.activeElement;(a?.querySelector("input:enabled, button, \
textarea, a")??a)?.focus({preventScroll:!0});let c=g=>{g instanceof Element&&!a?.contains(g)&&!g.closest("[aria-expanded]")&&o.lay("")},p=({target:g})=>c(g),m=({
relatedTarget:g})=>c(g);return document.addEventListener("pointerdown",p,!0),a?.addEventListener("focusout",m),()=>{document.removeEventListener("pointerdown",p,
!0),(!document.activeElement||a?.contains(document.activeElement))&&l instanceof HTMLElement&&l.focus({preventScroll:!0})}},[o]);function i(a){a.key!=="Escape"||
a.defaultPrevented||(a.preventDefault(),o.lay(""))}return r("div",{ref:s,class:`popover ${t}`,role:"dialog","aria-label":e,tabIndex:-1,onKeyDown:i,children:n})}function Fo({entry:e}){let{viewing:t,history:n}=y();n.entries.version.value;let o=e.pictures.length>0;return r(we,{name:"View",class:"toolbar",children:[r(Y,{press:()=>t.
step(-1),icon:"left",name:"The one before",hint:"The one before (←)",class:"small","aria-disabled":!n.neighbour(e.ref,-1)}),r(Y,{press:()=>t.step(1),icon:"rig\
ht",name:"The next one",hint:"The next one (→)",class:"small","aria-disabled":!n.neighbour(e.ref,1)}),r("b",{class:"digits cut",children:Ee(e)}),e.pictures.length>
1&&r(Cn,{entry:e}),r("span",{class:"spring"}),o&&r(It,{zoom:t.zoom}),o&&r(An,{hint:"With what it was made from (c)"})]})}function An({hint:e}){let{compare:t}=y();
return r(C,{press:t,class:"small",title:e,children:[r(G,{name:"compare"}),"Compare"]})}function Cn({entry:e}){let{position:t,turnTo:n}=y().viewing;return r("spa\
n",{class:"segment",role:"group","aria-label":"Pictures of this answer",children:e.pictures.map((o,s)=>r(C,{press:()=>n(s),class:"small","aria-pressed":s===t.value,
"aria-label":`Picture ${s+1}`,children:s+1},s))})}function Wo({entry:e,picture:t,full:n}){let{takePrompt:o,viewing:s}=y(),{details:i,following:a,follow:l}=s,u=i.value?.prompt??e.prompt,c=i.value?.text??e.text;return r(
ct,{name:`More of @${e.number}`,class:"more",children:[r("div",{class:"actions",children:[r(_a,{entry:e}),t&&r("span",{class:"cramped",children:[r(C,{press:()=>o(
e),children:"Use prompt"}),r("a",{class:"button",download:_n(e,t),...n&&{href:n},children:"Download"})]}),r(C,{press:()=>l(!a.value),"aria-pressed":a.value,title:"\
Show each new picture when it comes",children:"Follow the newest"})]}),e.pictures.length>1&&r(Cn,{entry:e}),c&&r(I,{children:[r("div",{class:"heading",children:"\
The model's words"}),r("p",{class:"whole",children:c})]}),r("div",{class:"heading",children:"Prompt"}),r("p",{class:"whole",children:u}),r("div",{class:"heading",
children:"Details"}),r(so,{entry:e})]})}function _a({entry:e}){let{history:t,viewing:n}=y(),o=[e.number];function s(){n.lay(""),t.remove(o)}return r(I,{children:[
r(C,{press:()=>t.save(o),title:"A zip with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?r(C,{press:()=>t.restore(o),children:"\
Restore"}):r(C,{press:s,title:"Out of sight, with a way back (Del)",children:"Delete"})]})}var ka="starred",Uo=e=>e.split(/\s+/).filter(Boolean);function qo({entry:e}){let{marks:t}=y().viewing;return r(ct,{name:`Tags and a note of @${e.number}`,class:"\
tags-and-note",children:r("div",{ref:t,children:[r(Ea,{}),r(Sa,{})]})})}function Ea(){let{details:e,newTags:t,writeTags:n,markShown:o}=y().viewing,s=V(null),i=(e.
value?.tags??[]).filter(u=>u!==ka);function a(u){let c=Uo(t.peek());if(u.key==="Enter"&&c.length)o({kind:"tag",changes:c});else if(u.key!=="Escape"||c.length===
0)return;u.preventDefault(),n("")}function l(u){o({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return r("span",{class:"tagging",children:[r("ul",{class:"t\
ags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>r("li",{children:[r("span",{children:u}),r(C,{press:()=>l(u),"aria-label":`Remove tag ${u}`,children:"\
×"})]},u))}),r("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...Te,readOnly:e.value===null,value:t.value,onInput:u=>n(
u.currentTarget.value),onKeyDown:a})]})}function Sa(){let{details:e,note:t,writeNote:n,keepNote:o,dropNote:s}=y().viewing;function i(a){let l=t.peek().trim()!==
(e.peek()?.note??"").trim();if(a.key==="Enter"&&!a.shiftKey)o();else if(a.key==="Escape"&&l)s();else return;a.preventDefault()}return r("textarea",{class:"note",
"aria-label":"Note",placeholder:"Note",enterkeyhint:"done",readOnly:e.value===null,value:t.value,rows:Math.min(6,Math.max(2,t.value.split(`
`).length)),onInput:a=>n(a.currentTarget.value),onBlur:o,onKeyDown:i})}function zo({numbers:e}){let{history:t,viewing:n}=y(),o=Ue("");function s(i){let a=Uo(o.peek());
i.key!=="Enter"||a.length===0||(i.preventDefault(),t.mark(e,{kind:"tag",changes:a}),n.lay(""))}return r(ct,{name:`Tags for ${e.length}`,class:"tags-for-all",children:r(
"input",{type:"text","aria-label":"Tags for the selected",placeholder:"word, or -word",enterKeyHint:"done",...Te,value:o.value,onInput:i=>o.value=i.currentTarget.
value,onKeyDown:s})})}var Ln=24,Ta=26,Go=8,xa=4;function Vo({refs:e}){let{history:t,viewing:n}=y(),o=Ma(e),s=t.selection.numbers.value,i=e.length-Ln;return r(I,{children:[r(we,{name:"\
View",class:"toolbar",children:[r("b",{children:`${e.length} selected`}),i>0&&r("span",{class:"grey cut",children:`the first ${Ln} are seen`}),r(C,{press:t.clear,
class:"small link",title:"Select none (Esc)",children:"None"}),r("span",{class:"spring"}),r(An,{hint:"The first two (c)"})]}),r(Pa,{refs:e.slice(0,Ln),entries:o}),
r(Ca,{refs:e,entries:o}),n.over.value==="tags"&&r(zo,{numbers:s})]})}function Ma(e){let{history:t}=y();t.entries.version.value;let n=Ue(new Map),o=new Map(t.selection.
chosen.value.map(({ref:a,entry:l})=>[a,l])),s=new Map(n.value);for(let a of e){let l=t.entries.find(a)??o.get(a);l&&s.set(a,l)}let i=e.filter(a=>!s.has(a)).join();
return sn(()=>{i&&t.selected().then(a=>{n.value=new Map(a.map(l=>[l.ref,l]))},()=>{})},[i,t,n]),s}function Pa({refs:e,entries:t}){let{history:n,viewing:o}=y(),s=V(
null),i=Ue({width:0,height:0}),a=$a(e.length,i.value);Q(()=>{let u=s.current;if(!u)return;let c=()=>{i.value={width:u.clientWidth,height:u.clientHeight}},p=new ResizeObserver(
c);return p.observe(u),c(),()=>p.disconnect()},[i]);function l(u,c){let p=e.filter(f=>f!==u);n.selection.dropRef(u);let[m]=p,g=m&&p.length===1?t.get(m):null;if(g)
o.show(g),setTimeout(()=>o.area.current?.focus());else{let f=s.current?.querySelectorAll("button");(f?.[c+1]??f?.[c-1])?.focus()}}return r("ul",{ref:s,class:"su\
rvey","aria-label":"The selected pictures",style:{gridTemplateColumns:`repeat(${a}, minmax(0, 1fr))`},children:e.map((u,c)=>r(Aa,{reference:u,entry:t.get(u),order:n.
selection.orders.value.get(u)??0,isLarge:e.length<=xa,takeOut:()=>l(u,c)},u))})}function $a(e,t){let n={columns:1,side:-1/0};for(let o=1;o<=e;o+=1){let s=Math.ceil(
e/o),i=(t.width-Go*(o-1))/o,a=(t.height-Go*(s-1))/s-Ta,l=Math.min(i,a);l>n.side&&(n={columns:o,side:l})}return n.columns}function Aa({reference:e,entry:t,order:n,
isLarge:o,takeOut:s}){let i=t?.pictures[t.main]?.hash??"",{src:a,gone:l}=Je(i,o?"full":"thumbnail"),u=l||t!==void 0&&t.status!=="sent",c=l?"The file is gone.":t?.
words||(u?"may have been billed":"under way"),p=t?t.name||t.prompt:"";return r("li",{children:[i&&!l?r("img",{alt:t?.prompt??"",draggable:!1,src:a||void 0},i):r(
"p",{class:u?"words failed":"words",children:c}),r("div",{class:"label",children:[n>0&&r("span",{class:"disc",children:n}),r("span",{class:"reference cut",children:e}),
r("span",{class:"name cut",title:p,children:p}),r(Y,{press:s,icon:"close",name:`Take ${e} out of the selection`,class:"small"})]})]})}function Ca({refs:e,entries:t}){
let{history:n,inputs:o}=y(),s=e.flatMap(m=>t.get(m)??[]),i=n.selection.numbers.value,a=s.filter(({number:m})=>m),l=new Set(a.map(({rating:m})=>m)),[u=0]=l.size===
1?l:[],c=a.length===i.length&&a.every(({starred:m})=>m),p=a.length>0&&a.every(({deleted:m})=>m);return r(we,{name:"Selected",class:"facts",children:r("div",{class:"\
row actions",children:[r(C,{press:()=>o("edit",s),class:"primary",title:`e: ${s.length} pictures, each a call of its own`,children:"Edit each"}),r(C,{press:()=>o(
"add",s),title:"a: one call with all of them",children:"Use together"}),i.length>0&&r(I,{children:[r("span",{class:"rule"}),r("span",{class:"grey",children:"all\
:"}),r(Bt,{rating:u,rate:m=>n.mark(i,{kind:"rate",rating:m})}),r(Dt,{name:"Star all",isStarred:c,press:()=>n.star(i)}),r(Ht,{name:"Tag all"}),r("span",{class:"s\
pring"}),r(Y,{press:()=>n.save(i),icon:"download",name:"Export",hint:"Export: a zip with all of them"}),p?r(C,{press:()=>n.restore(i),children:"Restore"}):r(Y,{
press:()=>n.remove(i),icon:"delete",name:"Delete",hint:"Delete, with a way back (Del)"})]})]})})}function Jo(){let{viewing:e,history:t}=y(),n=Ba(),o=e.shown.value,s=t.selection.refs.value;return r("section",{class:"stage","aria-label":"Stage",onKeyDown:n,children:r(
La,{entry:o,refs:s})})}function La({entry:e,refs:t}){return t.length>1?r(Vo,{refs:t}):e?r(Da,{entry:e}):r(No,{})}function Ba(){let{viewing:e,history:t,input:n}=y();
return o=>{if(o.target instanceof Element&&o.target.matches("input, textarea, select")||o.defaultPrevented)return;let{refs:i,numbers:a,chosen:l}=t.selection,u=i.
peek().length>1,[c]=l.peek(),p=u?t.entries.find(c?.ref??"")??c?.entry:e.shown.peek();if(!p)return;let m=!(o.ctrlKey||o.metaKey||o.altKey);function g(v){let{key:d}=o;
return lt(o,e.zoom)?!0:d==="ArrowLeft"||d==="ArrowRight"?e.step(d==="ArrowLeft"?-1:1):d!=="e"&&d!=="a"||o.repeat?!1:(n(d==="e"?"edit":"add",v,e.position.peek()),
!0)}(m&&!u&&g(p)||t.press(o,p,u?a.peek():[p.number].filter(Boolean)))&&o.preventDefault()}}function Da({entry:e}){let{viewing:t}=y(),{zoom:n,position:o,over:s}=t,
i=e.pictures[o.value],{src:a,full:l,gone:u}=Je(i?.hash??""),{width:c=0,height:p=0}=i??{};return Q(()=>n.show(c,p),[n,c,p]),r(I,{children:[r(Fo,{entry:e}),r(Ot,{
zoom:n,area:t.area,src:a,hash:i?.hash??"",alt:e.prompt,children:[u&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!i&&(e.status===
"sent"?r(Ha,{entry:e}):r(Ko,{entry:e}))]}),r(ao,{entry:e,picture:i,full:l}),s.value==="tags"&&r(qo,{entry:e}),s.value==="more"&&r(Wo,{entry:e,picture:i,full:l})]})}
function Ha({entry:e}){let{status:t}=y(),n=e.age+Ce(oo(e)),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r("div",{class:"pending",children:[r("\
b",{class:"digits",children:`${Math.floor(n)} s`}),r("span",{children:o&&Le(o,n)||"under way"})]})}var Oa=[["compose","Compose"],["picture","Picture"],["history","History"]];function Xo(){return r("div",{class:"make",children:[r(Ia,{}),r(Bn,{name:"compose",children:[
r(Po,{}),r(mo,{})]}),r(Bn,{name:"picture",children:r(Jo,{})}),r(Bn,{name:"history",children:[r($o,{}),r(Io,{})]})]})}function Ia(){let{part:e,turnTo:t}=y().layout;
return r("div",{class:"segment parts",role:"group","aria-label":"Part",children:Oa.map(([n,o])=>r(C,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:o},
n))})}function Bn({name:e,children:t}){let{part:n}=y().layout;return r("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var Ra=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Zo(){let{sheet:e}=y().layout;return e.value==="keys"?r(Na,{}):e.value==="more"?r(Ka,{}):e.value==="budget"?r(Fa,{}):null}function Na(){return r(Dn,{name:"\
Keys",children:[r("dl",{class:"keys",children:Ra.map(([e,t])=>r("div",{children:[r("dt",{children:r("kbd",{children:e})}),r("dd",{children:t})]},e))}),r("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function Ka(){let{layout:e}=y();return r(Dn,{name:"More",children:[r("p",{class:"\
row",children:["Pictures come from ",r(Mn,{})]}),r("p",{class:"row",children:r(Rt,{})}),r("p",{class:"row",children:[r(C,{press:()=>e.open("keys"),children:"Key\
s"}),r(Pn,{})]})]})}function Fa(){let{status:e,copyText:t}=y(),o=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return r(Dn,{name:"The\
 budget of a day",children:[r("p",{children:"Run this in a cell, with the dollars that you mean:"}),r("p",{class:"row",children:[r("code",{children:o}),r(C,{press:()=>t(
o,"The command"),class:"small",children:"Copy"})]}),r("p",{class:"grey",children:["It holds for this kernel; a line ",r("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function Dn({name:e,children:t}){let{closeSheet:n}=y().layout,o=V(null);Q(()=>{let i=o.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=c=>{c.target instanceof Node&&i?.contains(c.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return r("div",{ref:o,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[r("div",{class:"row",children:[r("div",{class:"title",children:e}),r("spa\
n",{class:"spring"}),r(Y,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var Wa=[["make",Xo],["compare",po],["jobs",_o]];function jo(){let{said:e,layout:t}=y(),{words:n,count:o}=e.value,s=ye($e,[]);function i(a){if(!(a.target instanceof
Element&&a.target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return r("div",{class:"frame",onKeyDown:i,children:[
r(bo,{id:s}),r("div",{class:"views",children:Wa.map(([a,l])=>r("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:r(l,{})},a))}),r(vo,{}),r(yo,{}),r(Zo,{}),r("p",{class:"live","aria-live":"polite",children:r("span",{children:n},o)})]})}function Ua({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let o=jr(e,n),{composer:s,
layout:i}=o;gr(n),yr(n,{takes:c=>!!s.form.current?.contains(c),hover:s.hover,take:s.take});let a=_r(n,i.measure),l=be(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=be(()=>pn(n,i.whole.value));
return en(r(Qr,{value:o,children:r(jo,{})}),n),()=>{a(),l(),u(),pn(n,!1),o.close(),en(null,n),n.remove()}}var nd={render:Ua};export{nd as default};
