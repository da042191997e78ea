var U,Pn,It,be,Dt,it,$n,ot,An,Nt,Ht,Cn,qe=Symbol.for("pv"),at={},lt=[],Ko=/^m(i|n|o|s|text|space)$/,Rt=Array.isArray,Kt=lt.slice,Me=Object.assign;function xe(e){
e&&e.parentNode&&e.remove()}function Ln(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?Kt.call(arguments,2):n),Ue(e,a,o,s,null)}function Ue(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:qe,__v:s||++Pn,__i:-1,__u:0};return!s&&U.vnode&&U.
vnode(i),i}function se(){return{current:null}}function O(e){return e.children}function Le(e,t){this.props=e,this.context=t,this.__g=0}function we(e,t){if(t==null)
return e.__&&we(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:we(e)}function Fo(e){
var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=Me({constructor:qe},n)).__v=n.__v+1,U.vnode&&U.vnode(t),Ft(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||we(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,Nn(s,t,i),n.__=n.__e=null,t.__e!=o&&Bn(t))}function Bn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Bn(e)}function Ot(e){(8&e.__g||(e.__g|=8,be.push(e),it++))&&Dt==U.debounceRendering||((Dt=U.debounceRendering)||queueMicrotask)(
Dn)}function Dn(){try{for(var e,t=1;be.length;)be.length>t&&be.sort($n),e=be.shift(),t=be.length,8&e.__g&&Fo(e)}finally{(it=be.length)&&(Dt||queueMicrotask)(Dn)}}
function Hn(e,t,n,o,s,i,a,l,u,c,p){var h,b,f,m,d,v,_=o.__k||lt,w=t.length;for(u=Wo(n,t,_,u,w),h=0;h<w;h++)(f=n.__k[h])!=null&&(b=~f.__i&&_[f.__i]||at,f.__i=h,v=
Ft(e,f,b,s,i,a,l,u,c,p),m=f.__e,(b.ref!=f.ref||8&b.__u)&&(b.ref&&Wt(b.ref,null,f,b),f.ref&&p.push(f.ref,f.__c||m,f)),d=d||m,4&f.__u?(u=On(f,u,e,!b.__v),b.__e&&(b.
__e=null)):typeof f.type=="function"&&v!==void 0?u=v:m&&(u=m.nextSibling),f.__u&=-21);return n.__e=d,u}function Wo(e,t,n,o,s){var i,a,l,u,c,p,h,b,f,m=n.length,d=m,
v=0,_=0,w=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=w[i]=Ue(null,a):
Rt(a)?a=w[i]=Ue(O,{children:a}):a.constructor===qe&&a.__b?a=w[i]=Ue(a.type,a.props,a.key,a.ref,a.__v):w[i]=a,u=i+v,a.__=e,a.__b=e.__b+1,l=null,~(c=a.__i=Uo(a,n,
u,d))&&(d--,(l=n[c])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,c==u-1?v--:c==u+1?v++:c!=u&&(c>u?v--:v++,_=1)):(~c||(s>m?v--:s<m&&v++),typeof a.type!="function"&&(a.__u|=
4))):w[i]=null;if(_){for(p=[],h=[],i=0;i<s;i++)if((a=w[i])&&16&a.__u){for(v=0,b=p.length;v<b;)p[f=v+b>>1]<a.__i?v=f+1:b=f;p[v]=a.__i,h[i]=v+1}for(v=p.length;i--;)
h[i]&&(h[i]==v?v--:w[i].__u|=4)}if(d)for(i=0;i<m;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=we(l)),Ut(l,l));return o}function On(e,t,n,o){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=On(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=we(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function Uo(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(o>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function Mn(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function rt(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||Mn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Mn(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=Ht[t]||(Ht[t]=qo(t)),(e.__a||(e.__a={}))[t]=Nt,i=t!=(t=t.replace(An,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function qo(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[ot]==null)t[ot]=Nt++;else if(t[ot]<this.__a[e])return;return n(U.event?U.event(t):t)}}}function Ft(e,t,n,o,s,i,a,l,u,c){
var p,h,b,f,m,d,v,_,w,A,P,F,x,D,H,K,q,g,C=t.type;if(t.constructor!==qe)return null;128&n.__u&&(u=32&n.__u,p=n.__c.__z)&&(t.__u|=u,h=i=[],p.nodeType==8?l=st(p,i):
i.push(p),l=i[0]||l),(p=U.__b)&&p(t);e:if(typeof C=="function"){b=a.length;try{if(_=t.props,w=(p=C.prototype)&&p.render,A=(p=C.contextType)&&o[p.__c],P=p?A?A.props.
value:p.__:o,(f=n.__c)?(t.__c=f,2&f.__g&&(f.__g|=1)):(w?t.__c=f=new C(_,P):(t.__c=f=new Le(_,P),f.constructor=C,f.render=Go),A&&A.sub(f),f.state||(f.state={}),f.
__n=o,f.__g|=8,f.__h=[],f.__k=[]),w&&(f.__s||(f.__s=f.state),C.getDerivedStateFromProps&&(f.__s==f.state&&(f.__s=Me({},f.__s)),Me(f.__s,C.getDerivedStateFromProps(
_,f.__s)))),m=f.props,d=f.state,f.__v=t,n.__c){if(_!==m&&w&&!C.getDerivedStateFromProps&&f.componentWillReceiveProps&&f.componentWillReceiveProps(_,P),t.__v==n.
__v&&!(8&f.__g)||!(4&f.__g)&&f.shouldComponentUpdate&&f.shouldComponentUpdate(_,f.__s,P)===!1){t.__v!=n.__v&&(f.props=_,f.state=f.__s,f.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(B){B&&(B.__=t)}),lt.push.apply(f.__h,f.__k),f.__k=[],f.__h.length&&a.push(f),l=we(n);break e}f.componentWillUpdate&&f.componentWillUpdate(
_,f.__s,P),w&&f.componentDidUpdate&&f.__h.push(function(){f.componentDidUpdate(m,d,v)})}else w&&!C.getDerivedStateFromProps&&f.componentWillMount&&f.componentWillMount(),
w&&f.componentDidMount&&f.__h.push(f.componentDidMount);f.context=P,f.props=_,f.__P=e,f.__g&=-5,F=U.__r,x=w?25:0;do f.__g&=-9,F&&F(t),p=f.render(f.props,f.state=
f.__s,f.context);while(8&f.__g&&++x<25);w&&(lt.push.apply(f.__h,f.__k),f.__k=[]),f.state=f.__s,f.getChildContext&&(o=Me({},o,f.getChildContext())),w&&n.__c&&f.getSnapshotBeforeUpdate&&
(v=f.getSnapshotBeforeUpdate(m,d)),D=p&&p.type===O&&p.key==null?p.props.children:p,_.__P&&(p=l,s=(e=_.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(B){B&&Ut(B,B)}),n.__k=null),l=n.__k?we(n,0):null),l=Hn(e,Rt(D)?D:[D],t,n,o,s,i,a,l,u,c),_.__P&&(t.__e=null,l=p),t.__u&=-161,h&&h.some(xe),f.__h.length&&
a.push(f),1&f.__g&&(f.__g&=-4)}catch(B){if(a.length=b,t.__v=null,u||i)if(B&&B.then){if(t.__u|=128|u,i){for(~(q=i.indexOf(l||void 0))||(q=i.length);(g=i[q-1])&&g.
nodeType==8;)q--;for(;q<i.length;q++)if(g=i[q])if(i[q]=null,H){if(g==K)break}else{if(g.nodeType!=8)break;g.data.startsWith("$s")&&(K=st(H=g))}}if(!H){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;H=l}(p=st(H=t.__c.__z||(t.__c.__z=H)))?(t.__e=H,l=p):t.__e=l,l=l&&l.nextSibling}else i&&i.some(xe);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),B&&B.then||In(t),U.__e(B,t,n)}}else l=t.__e=zo(n.__e,t,n,o,s,i,a,u,c,e);return(p=U.diffed)&&p(t),l}function st(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function In(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(In))}function Nn(e,t,n){for(var o=0;o<n.length;)Wt(n[o++],n[o++],n[o++]);U.__c&&U.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){U.__e(i,s.__v)}})}function zo(e,t,n,o,s,i,a,l,u,c){var p,h,b,f,m,d,v,_,w=n.props||at,A=t.
props,P=t.type;if(P=="svg"?s="http://www.w3.org/2000/svg":P=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(p=0;p<i.
length;p++)if((m=i[p])&&(P?m.localName==P:m.nodeType==3)){e=m,i[p]=null;break}}if(!e){if(_=c.ownerDocument||document,!P)return _.createTextNode(A);e=_.createElementNS(
s,P,A.is?A:c),l&&(U.__m&&U.__m(t,i),l=!1),i=null}if(P){if(c=P=="template"&&e.content||e,i=P=="textarea"&&A.defaultValue!=null?null:i&&Kt.call(c.childNodes),!l&&
i)for(w={},p=0;p<e.attributes.length;p++)w[(m=e.attributes[p]).name]=m.value;for(p in w)m=w[p],p=="dangerouslySetInnerHTML"?b=m:p=="children"||p in A||p=="value"&&
"defaultValue"in A||p=="checked"&&"defaultChecked"in A||rt(e,p,null,m,s);for(p in A)m=A[p],p=="children"?f=m:p=="dangerouslySetInnerHTML"?h=m:p=="value"?d=m:p==
"checked"?v=m:l&&typeof m!="function"||w[p]===m||rt(e,p,m,w[p],s);h?(l||b&&(h.__html==b.__html||h.__html==e.innerHTML)||(e.innerHTML=h.__html),t.__k=[]):(b&&(e.
textContent=""),(P=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Ko.test(P))&&(s="http://www.w3.org/1999/xhtml"),Hn(c,Rt(f)?f:[f],t,n,o,s,i,a,i?i[0]:
n.__k&&we(n,0),l,u),i&&i.some(xe)),l&&P!="textarea"||(p="value",P=="progress"&&d==null?e.removeAttribute(p):d==null||d===e[p]&&(P!="progress"||d)||rt(e,p,d,w[p],
s),p="checked",v!=null&&v!=e[p]&&rt(e,p,v,w[p],s))}else w===A||l&&e.data==A||(e.data=A);return e}function Wt(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&
(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){U.__e(s,n)}}function Ut(e,t,n){var o,s,i,a;if(U.unmount&&U.unmount(
e),!(o=e.ref)||o.current&&o.current!=e.__e||Wt(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){U.__e(l,t)}o.__P=o.__n=null}
if(o=e.__k)for(a=0;a<o.length;a++)o[a]&&Ut(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=st(o,i=[]))&&(o==e.__e&&i.some(xe),xe(
s),xe(o)),n||xe(e.__e),e.__e=e.__c=e.__=null}function Go(e,t,n){return this.constructor(e,n)}function qt(e,t){var n,o,s,i;U.__&&U.__(e,t),t.nodeType==9&&(t=t.documentElement),
o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ue(O,{children:[e]}),s=[],i=[],Ft(t,t.__k,o||at,at,t.namespaceURI,o?null:t.firstChild?Kt.call(t.childNodes):null,s,o?o.__e:t.
firstChild,n,i),Nn(s,t.__k,i),t.__k.props.children=null}function Rn(e){function t(n){var o,s;return this.getChildContext||(o=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&o.forEach(function(a){a.__g|=4,Ot(a)})},this.sub=function(i){o.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){o.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+Cn++,t.__=e,t.Provider=(t.Consumer=function(n,o){return n.children(o)}).contextType=t,t}U={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw it=0,e}},Pn=0,It=function(e){return e!=null&&e.
constructor===qe},Le.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Me({},this.state)),typeof e=="function"&&(e=e(Me({},n),this.props)),
e&&(Me(n,e),this.__v&&(t&&this.__k.push(t),Ot(this)))},Le.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ot(this))},Le.prototype.render=
O,be=[],it=0,$n=function(e,t){return e.__v.__b-t.__v.__b},ot=Symbol(),An=/(PointerCapture)$|Capture$/i,Nt=0,Ht={},Cn=0;var Pe,Q,zt,Kn,Gt=Object.is,ut=0,Xn=[],Vt=[],ee=U,Fn=ee.__b,Wn=ee.__r,Un=ee.diffed,qn=ee.__c,zn=ee.unmount,Gn=ee.__;function Ge(e,t){ee.__h&&ee.__h(Q,e,ut||t),ut=
0;var n=Q.__H||(Q.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ct(e){return ut=1,Vo(jn,e)}function Vo(e,t,n){var o=Ge(Pe++,2);if(o.
t=e,!o.__c&&(o.__=[n?n(t):jn(void 0,t),function(i){var a=(o.__N||o.__)[0],l=o.t(a,i);Gt(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=Q,!Q.__f)){Q.__f=!0;
var s=Q.shouldComponentUpdate;Q.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var c=!1,p=this.props!=i;if(u.__.some(function(b){b.__N&&(c=
!0,Gt(b.__[0],b.__N[0])||(p=!0))}),s){var h=s.call(this,i,a,l);return c?h||p:h}return!c||p}}return o.__}function Xt(e,t){var n=Ge(Pe++,3);!ee.__s&&Zt(n.__H,t)&&
(n.__P=!0,n.__=e,n.u=t,Q.__H.__h.push(n))}function j(e,t){var n=Ge(Pe++,4);!ee.__s&&Zt(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,Q.__h.push(n))}function z(e){return ut=5,
le(function(){return{current:e}},[])}function le(e,t){var n=Ge(Pe++,7);return Zt(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Zn(e){var t=Q.context[e.__c],n=Ge(Pe++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(Q)),t.props.value):e.__}function Jo(){var e;do{for(;e=Vt.shift();)try{ze(e)}catch(n){ee.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Xn.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(ze),t.__h.
some(Jt),t.__h=[]}catch(n){t.__h=[],ee.__e(n,e.__v)}}}while(Vt.length)}ee.__b=function(e){Q=null,Fn&&Fn(e)},ee.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),Gn&&Gn(e,t)},ee.__r=function(e){Wn&&Wn(e),Pe=0;var t=(Q=e.__c).__H;t&&(zt==Q?Q.__h=[]:(t.__h.some(ze),t.__h.some(Jt),Pe=0),t.__h=[],t.__.some(function(n){n.
__N&&(n.__=n.__N),n.u=n.__N=void 0})),zt=Q},ee.diffed=function(e){Un&&Un(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Jn(Xn.push(t)),t.__H.__.some(function(n){n.
u&&(n.__H=n.u)})),zt=Q=null},ee.__c=function(e,t){t.some(function(n){try{n.__h.some(ze),n.__h=n.__h.filter(function(o){return!o.__||Jt(o)})}catch(o){n.__h=[function(){
throw o}]}}),qn&&qn(e,t)},ee.unmount=function(e){zn&&zn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Jn(Vt.push(s))}else ze(s)}catch(i){t=i}}),o.__H=void 0,t&&ee.__e(t,o.__v))};var Vn=typeof requestAnimationFrame==
"function";function Xo(e){var t,n=function(){clearTimeout(o),Vn&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Vn&&(t=requestAnimationFrame(n))}function Jn(e){
e!=1&&Kn==ee.requestAnimationFrame||((Kn=ee.requestAnimationFrame)||Xo)(Jo)}function ze(e){var t=Q,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Q=t}function Jt(e){
var t=Q;e.__c=e.__(),Q=t}function Zt(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Gt(n,e[o])})}function jn(e,t){return typeof t=="function"?t(
e):t}var Zo=Symbol.for("preact-signals");function dt(){if(he>1)he--;else{var e,t=!1;for((function(){var s=ft;for(ft=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Je!==void 0;){var n=Je;for(Je=void 0,pt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Qn(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=o}}if(pt=0,he--,t)throw e}}function te(e){if(he>0)return e();jt=++jo,he++;try{return e()}finally{dt()}}var Ve,Y=void 0;function Xe(e){
var t=Y,n=Ve;Y=void 0,Ve=void 0;try{return e()}finally{Y=t,Ve=n}}var Je=void 0,he=0,pt=0,jo=0,jt=0,ft=void 0,mt=0;function Yn(e){if(Y!==void 0){var t=e.n;if(t===
void 0||t.t!==Y)return t={i:0,S:e,p:Y.s,n:void 0,t:Y,e:void 0,x:void 0,r:t},Y.s!==void 0&&(Y.s.n=t),Y.s=t,e.n=t,32&Y.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==
void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Y.s,t.n=void 0,Y.s.n=t,Y.s=t),t}}function ne(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=
t?.watched,this.Z=t?.unwatched,this.name=t?.name}ne.prototype.brand=Zo;ne.prototype.h=function(){return!0};ne.prototype.S=function(e){var t=this,n=this.t;n!==e&&
e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Xe(function(){var o;(o=t.W)==null||o.call(t)}))};ne.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.
e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&Xe(function(){var s;(s=t.Z)==null||s.call(t)}))}};ne.prototype.
subscribe=function(e){var t=this;return ce(function(){var n=t.value;Xe(function(){return e(n)})},{name:"sub"})};ne.prototype.valueOf=function(){return this.value};
ne.prototype.toString=function(){return this.value+""};ne.prototype.toJSON=function(){return this.value};ne.prototype.peek=function(){var e=this;return Xe(function(){
return e.value})};Object.defineProperty(ne.prototype,"value",{get:function(){var e=Yn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.
v){if(pt>100)throw new Error("Cycle detected");(function(n){he!==0&&pt===0&&n.l!==jt&&(n.l=jt,ft={S:n,v:n.v,i:n.i,o:ft})})(this),this.v=e,this.i++,mt++,he++;try{
for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{dt()}}}});function $(e,t){return new ne(e,t)}function Qn(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.
S.h()||t.S.i!==t.i)return!0;return!1}function er(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}
function tr(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=
void 0),t=o}e.s=n}function $e(e,t){ne.call(this,void 0,t),this.x=e,this.s=void 0,this.g=mt-1,this.f=4}$e.prototype=new ne;$e.prototype.h=function(){if(this.f&=-3,
1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===mt))return!0;if(this.g=mt,this.f|=1,this.i>0&&!Qn(this))return this.f&=-2,!0;var e=Y;try{er(this),Y=this;
var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Y=e,tr(this),this.f&=-2,!0};$e.
prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}ne.prototype.S.call(this,e)};$e.prototype.U=function(e){if(this.
t!==void 0&&(ne.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};$e.prototype.N=function(){if(!(2&this.f)){this.
f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty($e.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Yn(
this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function X(e,t){return new $e(e,t)}function nr(e){var t=e.j;if(e.j=void 0,typeof t==
"function"){he++;var n=Y;Y=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Yt(e),o}finally{Y=n,dt()}}}function Yt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,
e.s=void 0,nr(e)}function Yo(e){if(Y!==this)throw new Error("Out-of-order effect");tr(this),Y=e,this.f&=-2;try{8&this.f&&Yt(this)}finally{dt()}}function Be(e,t){
this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ve&&Ve.push(this)}Be.prototype.c=function(){var e=this.S();try{if(8&this.f||this.
x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Be.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=
1,this.f&=-9,nr(this),er(this),he++;var e=Y;return Y=this,Yo.bind(this,e)};Be.prototype.N=function(){2&this.f||(this.f|=2,this.u=Je,Je=this)};Be.prototype.d=function(){
this.f|=8,1&this.f||Yt(this)};Be.prototype.dispose=function(){this.d()};function ce(e,t){var n=new Be(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(n);return o[Symbol.
dispose]=o,o}var rr,gt,ht,Qo=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var or=[];ce(function(){rr=this.N})();function De(e,t){U[e]=t.bind(null,U[e]||function(){})}function Ze(e){if(ht){var t=ht;ht=void 0,t()}ht=e&&e.S()}function sr(e){
var t=this,n=e.data,o=He(n);o.name="ReactiveDom",o.value=n;var s=le(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var c=X(function(){var f=o.
value.value;return f===0?0:f===!0?"":f||""}),p=X(function(){return!Array.isArray(c.value)&&!It(c.value)}),h=ce(function(){if(this.N=ir,p.value){var f=c.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=f)}}),b=t.__$u.d;return t.__$u.d=function(){h(),b.call(this)},[p,c]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}sr.displayName="ReactiveTextNode";Object.defineProperties(ne.prototype,{constructor:{configurable:!0,value:Ln(O,null).constructor},type:{configurable:!0,
value:sr},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});De("__b",function(e,t){if(Ze(),
gt=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)if(s!=="children"){var i=o[s];i instanceof ne&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});
De("__r",function(e,t){if(e(t),t.type!==O){Ze();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return ce(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;Qo&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),gt=o,Ze(n)}});De("__e",function(e,t,n,o){Ze(),gt=void 0,e(t,n,o)});De("diffed",function(e,t){Ze(),gt=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var o=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var u in o){var c=i[u],
p=o[u];c===void 0?(c=es(n,u,p,s),i[u]=c):c.o(p,s)}}}e(t)});function es(e,t,n,o){var s=t in e&&e.ownerSVGElement===void 0,i=$(n);return{o:function(a,l){i.value=a,
o=l},d:ce(function(){this.N=ir;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}De("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var c=t.__c;if(c){c.__$f|=8;var p=c.__$u;p&&(c.__$u=void 0,p.d())}}e(t)});De("__h",function(e,t,n,o){o<3&&(t.__$f|=2),
e(t,n,o)});Le.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function He(e,t){return le(function(){return $(e,t)},[])}var ts=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ns(){te(function(){for(var e;e=or.shift();)rr.call(e)})}function ir(){or.push(this)===1&&(U.requestAnimationFrame||ts)(ns)}var je=null,Ye=e=>e!==null&&e===je;function ar(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&Qt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&Qt(t.target,"button, a")&&t.preventDefault()},!0),rs(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function rs(e){e.addEventListener("compositionstart",({target:t})=>je=t,!0),e.addEventListener("compositionend",({
target:t})=>{je=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===je&&(Qt(t.target,":focus")?t.stopPropagation():
je=null)},!0)}var Qt=(e,t)=>e instanceof Element&&e.matches(t);function ur(e,{takes:t,hover:n,take:o}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=cr(s);!i?.files.length||a&&(!t(a)||os(i))||(s.preventDefault(),o(
vt(i)))}),e.addEventListener("dragover",s=>{lr(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{lr(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&o(vt(s.dataTransfer)))})}function vt(e){let n=[...e.items].some(o=>o.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function cr(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function lr(e){return cr(e)!==null&&!e.dataTransfer?.types.includes("Files")}function os(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),o=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>o.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var pr="100000px",ss=".jp-LinkedOutputView";function fr(e,t){let n=null,o=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!o||n&&!n.contains(e))&&(o=!0,n=is(e),n&&s.observe(n));let a=n?.closest(ss)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-as(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function is(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=pr;let o=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(pr,10));return e.style.height=n,o??null}function as(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,o=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
o)}function en(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var mr=0;function fe(){return mr+=1,`imagegen-${Date.now().toString(36)}-${mr}`}var ls=4e3,Oe=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function pe(e){return e instanceof
Oe?e.words:[e instanceof Error?e.message:String(e)]}function dr(e){let t=fe(),n=$("well"),o=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function c(f,{resolve:m,reject:d}){s.delete(f.id),f.kind==="refused"?d(new Oe(f.words)):m(f)}function p(f,m=[]){u();let d=f?.view===t?s.get(f.id??0):
void 0;if(d)c(f,d);else for(let v of o.get(f?.kind??"")??[])v(f,m)}function h(f,m,d=[]){if(l)return!1;try{let v=e.send({kind:f,...m},void 0,d);us(v)&&v.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",ls),!0}let b=()=>h("hello",{});return e.on("msg:custom",
p),e.on("change:_status",u),e.on("comm_live_update",b),{view:t,state:n,nextId:()=>++a,send:h,ask(f,m,d=[]){let v=m.id??++a;return new Promise((_,w)=>{s.set(v,{resolve:_,
reject:w}),!h(f,{view:t,id:v,...m},d)&&(s.delete(v),w(new Oe([])))})},on(f,m){let d=o.get(f)??new Set;o.set(f,d.add(m))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",p),e.off("change:_status",u),e.off("comm_live_update",b),o.clear();for(let{reject:f}of s.values())f(new Oe([]));s.clear()}}}function us(e){return typeof e?.
catch=="function"}var cs={tile:600,thumbnail:60,full:6},ps=60;function hr(e){let t=new Map,n=[];function o(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(cs)){let c=[...t.keys()].filter(p=>p.startsWith(`${l} `)&&t.get(p)?.url);for(let p of c.slice(0,Math.max(0,c.length-u)))o(p)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,ps)})}function a(l,u,c,p){let h=t.get(`${l} ${u}`);if(!(!h||h.url||!p)){h.url=URL.createObjectURL(new Blob([p],
{type:`image/${c}`}));for(let b of h.waiting.splice(0))b(h.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[c,p]of l.entries())a("tile",p,"webp",u[c]);s()}),e.
on("picture",({hash:l,size:u,type:c},[p])=>{a(u,l,c,p),s()}),e.on("missing",({hash:l,size:u})=>{let c=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let p of c?.waiting??
[])p("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let c=`${u} ${l}`,p=t.get(c);return p?.url?(t.delete(c),t.set(c,p),Promise.resolve(p.url)):new Promise(
h=>{p?p.waiting.push(h):(t.set(c,{url:"",waiting:[h]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])o(l)}}}async function gr(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,o=document.createElement("textarea");o.value=e,o.
className="held",t.append(o),o.select();let s=document.execCommand("copy");return o.remove(),n instanceof HTMLElement&&n.focus(),s}}var vr=[.1,.25,.5,.75,1,1.5,2,3,4,6,8],yr=16,br={x:.5,y:.5},wr={width:0,height:0};function yt(){let e=$(0),t=$(br),n=$(wr),o=$(wr),s=$(devicePixelRatio),i=X(()=>{
let{width:b,height:f}=o.value;return!b||!f?0:s.value*Math.min(n.value.width/b,n.value.height/f)}),a=X(()=>e.value||i.value);function l(b){let{width:f,height:m}=o.
value;return{width:f*b/s.value,height:m*b/s.value}}let u=X(()=>{let{width:b,height:f}=l(a.value);return{left:_r(n.value.width,b,t.value.x,s.value),top:_r(n.value.
height,f,t.value.y,s.value),width:b,height:f}}),c=X(()=>u.value.width>n.value.width+1||u.value.height>n.value.height+1);function p(b,f=n.peek().width/2,m=n.peek().
height/2){let{left:d,top:v,width:_,height:w}=u.peek();if(!_)return;let A=Math.min(Math.max(yr,i.peek()),Math.max(Math.min(1,i.peek()),b)),P=l(A);te(()=>{e.value=
A,t.value={x:(f-d)/_+(n.peek().width/2-f)/P.width,y:(m-v)/w+(n.peek().height/2-m)/P.height}}),h(0,0)}function h(b,f){let{left:m,top:d,width:v,height:_}=u.peek();
v&&(t.value={x:v>n.peek().width?(n.peek().width/2-m-b)/v:.5,y:_>n.peek().height?(n.peek().height/2-d-f)/_:.5})}return{scale:a,place:u,isLarger:c,isFit:X(()=>e.value===
0),fit(){e.value=0,t.value=br},enlarge:p,move:h,larger:()=>p(vr.find(b=>b>a.peek()*1.01)??yr),smaller:()=>p(vr.filter(b=>b<a.peek()*.99).at(-1)??0),measure(b,f){
te(()=>{s.value=devicePixelRatio,b&&f&&(n.value={width:b,height:f})})},show(b,f){o.value={width:b,height:f}}}}function _r(e,t,n,o){let s=t<=e?(e-t)/2:e/2-n*t,i=t<=
e?s:Math.min(0,Math.max(e-t,s));return Math.round(i*o)/o}var fs=200;function kr({entries:e,viewing:t,selected:n,neighbour:o,complain:s}){let i=$(null),a=$(null),l=yt(),u=se(),c={a:i,b:a};function p(m,d){te(()=>{i.value=
m,a.value=d}),l.fit()}function h(m){let[d,v]=m.filter(({pictures:_})=>_.length);p(d?Ie(d):null,v?Ie(v):null)}async function b(){let m=t().shown.peek();if(!m?.pictures.
length)return;let d=Ie(m,t().position.peek()),v=t().details.peek()?.steps.at(-2)?.[0];v?.hash?p(await f(v),d):p(d,null)}async function f({number:m,name:d,hash:v}){
if(!m)return{ref:d,hash:v,entry:null,picture:null};let _=await t().find(m),w=_.pictures.findIndex(A=>A.hash===v);return w<0?{ref:d,hash:v,entry:_,picture:null}:
{...Ie(_,w),hash:v}}return{a:i,b:a,zoom:l,area:u,async begin(){try{let m=await n();m.length>1?h(m):await b()}catch(m){s(pe(m))}},choose:m=>{a.value=Ie(m)},step(m,d){
let v=(c[d].peek()?.entry??i.peek()?.entry)?.ref??"";for(let _=1;_<fs;_+=1){let w=o(v,m),A=w&&e().at(w);if(!A)return;if(v=A.ref,A.pictures.length!==0){c[d].value=
Ie(A);return}}},swap(){a.peek()&&te(()=>{[i.value,a.value]=[a.peek(),i.peek()]})}}}function Ie(e,t=e.main){let n=e.pictures[t]??null;return{ref:t===e.main?e.ref:
`${e.ref}.${t+1}`,hash:n?.hash??"",entry:e,picture:n}}async function Er(e,t){let n=await ms(t),o={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...o,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function ms(e){let t=URL.createObjectURL(e);try{let n=await ds(t,e.name),{naturalWidth:o,
naturalHeight:s}=n;if(o*s>5e7){let l=Math.round(o*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(o,s)>2*2048;return i&&!a?e:await hs(n,e)}finally{URL.revokeObjectURL(t)}}function ds(e,t){
let n=new Image;return new Promise((o,s)=>{n.onload=()=>o(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function hs(e,t){
let{naturalWidth:n,naturalHeight:o}=e,s=Math.min(1,2048/Math.max(n,o)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(o*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var Ne=8,gs=300;function Sr({line:e,say:t,open:n,sent:o}){let s=$(""),i=$(""),a=$(""),l=$([]),u=$([]),c=$({words:"",fine:!0}),p=$(null),h=$(""),b=$(!1),f=se(),m=se(),
d,v=()=>({template:s.peek(),model:i.peek().trim(),aspect:a.peek(),inputs:l.peek().map(({ref:g})=>g)});function _(g){u.value=g}function w(){clearTimeout(d),d=void 0,
!Ye(m.current)&&e.send("compose",{view:e.view,...v()})}function A(g){s.value=g,clearTimeout(d),d=setTimeout(w,gs)}function P(g){s.value=g,w(),m.current?.focus()}
function F(){if(_([]),!s.peek().trim()){_(["Write what to paint first."]),m.current?.focus();return}d&&w(),o(),e.ask("generate",v()).then(({replayed:g})=>{g&&n(
g),t(g?`That is @${g} already, at no new call. Again makes a new take.`:"Asked.")},g=>_(pe(g)))}function x(g){l.value=g,w()}function D(g,C=l.peek().length){let B=l.
peek();if(B.some(({ref:S})=>S===g.ref))return t(`${g.label} is an input already.`);if(C>=Ne)return _([`${Ne} inputs are the most.`]);x([...B.slice(0,C),g,...B.slice(
C+1)]),t(`${g.label} is input ${C+1}.`)}function H(g,C){let B=[...l.peek()],[S,y]=[B[g],B[g+C]];return!S||!y?!1:([B[g],B[g+C]]=[y,S],x(B),!0)}async function K({
files:g,folder:C},B){if(_([]),C)return _(["A folder can't be an input. Drop the pictures in it."]);if(g.length===0)return _(["There was no picture in what was d\
ropped."]);let S=B===void 0?Ne-l.peek().length:1;if(g.length>S){let y=B===void 0?`${Ne} inputs are the most`:"one replaces one";return _([`${g.length} files are\
 too many: ${y}.`])}for(let y of g)await q(y,B)}async function q(g,C){h.value=g.name;try{let{ref:B,hash:S,prompt:y,by:T}=await Er(e,g);D({ref:B,hash:S,label:g.name},
C),y&&(p.value={name:g.name,prompt:y,by:T})}catch(B){_(pe(B))}h.value=""}return e.on("plan",({view:g,words:C,fine:B})=>{g===e.view&&(c.value={words:C,fine:B})}),
{template:s,model:i,aspect:a,inputs:l,complaint:u,plan:c,offer:p,sending:h,hovered:b,form:f,box:m,composition:v,complain:_,write:A,generate:F,add:D,move:H,take:K,
setModel(g){i.value=g},setAspect(g){a.value=g,w()},tell:w,remove:g=>x(l.peek().filter((C,B)=>B!==g)),hover(g){b.value=g},takeOffer(){let g=p.peek()?.prompt??"";
p.value=null,P(g)},hideOffer(){p.value=null},edit(g){l.value=[g],P(""),t(`Say what to change about ${g.label}.`)},editEach(g){x(g.slice(0,Ne)),P("")},together(g){
x(g.slice(0,Ne)),m.current?.focus()},use:P,show(g){let C=g.template??g.prompt;if(g.view===e.view||d!==void 0||Ye(m.current)||C===void 0)return;let S=new Map(l.peek().
map(({ref:y,label:T})=>[y,T]));te(()=>{s.value=C,i.value=g.model??"",a.value=g.aspect??"",l.value=(g.inputs??[]).map((y,T)=>({ref:y,hash:g.hashes?.[T]??"",label:S.
get(y)??y}))})},statusChanged(g){g.error?.length&&_(g.error)},close(){d&&w()}}}function bt(e,t){let n=`ipyimagegen.${e}`,o=String(t);try{o=localStorage.getItem(n)??o}catch{}return{value:o,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function Tr(){let e=new Set,t=$([]),n=-1;return{unseen:t,count:X(()=>t.value.length),statusChanged({newest:o=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=o;u+=1)e.add(
u);n=Math.max(n,o);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(o){t.peek().some(s=>o.includes(s))&&(t.value=t.peek().filter(s=>!o.includes(s)))},seeAll(){t.value=[]}}}var Qe=4,_e=27,nn=4,vs=200,Re={least:48,most:160,first:66},tn=5;function xr(e){let t=bt("size",Re.first),n=$(Math.min(Re.most,Math.max(Re.least,Number(t.value)||
0))),o=$(0),s=$(new Map),i=X(()=>Math.max(2,Math.floor((o.value+Qe)/(n.value+Qe)))),a=X(()=>u(i.value)),l=X(()=>Math.min(a.value,u(tn+1)));function u(x){return Math.
max(1,(o.value-Qe*(x-1))/x)}function c(x){let D=e.held(x);if(!D)return!1;let H=s.value.get(D.key);return H!==void 0?H:e.query.value||e.count.value<vs||D.count<=
i.value?!1:D.age+(performance.now()-D.received)/1e3>ys()}let p=x=>!c(x),h=x=>e.held(x)?.count??1,b=x=>p(x)?h(x):Math.min(tn,h(x)),f=x=>p(x)?i.value:tn,m=x=>(p(x)?
a.value:l.value)+Qe,d=x=>Math.ceil(b(x)/f(x)),v=X(()=>{e.version.value;let x=e.total.value,D=new Float64Array(x+1);for(let H=0;H<x;H+=1)D[H+1]=(D[H]??0)+_e+d(H)*
m(H)+nn;return D}),_=x=>v.value[x]??0;function w(x){let[D,H]=[0,e.total.peek()-1];for(;D<H;){let K=D+H+1>>1;_(K)<=x?D=K:H=K-1}return Math.max(0,D)}function A({group:x,
place:D}){let[H,K]=[f(x),m(x)];return{x:D%H*K,y:_(x)+_e+Math.floor(D/H)*K,side:K-Qe}}function P({group:x,place:D},H){let K=D+H;if(K>=0&&K<b(x))return{group:x,place:K};
let q=x+H;return q<0||q>=e.total.peek()?null:{group:q,place:H>0?0:b(q)-1}}function F({group:x,place:D},H){let K=f(x),[q,g]=[Math.floor(D/K)+H,D%K];if(q>=0&&q<d(
x))return{group:x,place:Math.min(q*K+g,b(x)-1)};let C=x+H;if(C<0||C>=e.total.peek())return null;let B=H>0?0:d(C)-1,S=Math.min(g,f(C)-1);return{group:C,place:Math.
min(B*f(C)+S,b(C)-1)}}return{size:n,width:o,columns:i,side:a,tops:v,topOf:_,groupAt:w,box:A,beside:P,below:F,shown:b,isFolded:c,between(x,D,H){let K=_(x)+_e,q=Math.
floor((D-K)/m(x)),g=Math.ceil((H-K)/m(x)),C=f(x);return[Math.max(0,q*C),Math.max(0,Math.min(b(x),g*C))]},fold(x,D){s.value=new Map(s.peek()).set(x,D)},resize(x){
n.value=x,t.keep(String(x))}}}function ys(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var bs=8,wt=32,ws=2e3,_s=200;function Mr(e,t){let n=se(),o=$({top:0,bottom:0}),s=$({group:0,place:0}),i="",a=$(0),l="",u={ref:"",until:0},c={ref:"",key:"",place:0,
y:0};function p(){let d=n.current;if(!d||d.clientWidth===0)return;let v=Math.floor(d.scrollTop/wt)*wt,_=Math.ceil((d.scrollTop+d.clientHeight)/wt)*wt;te(()=>{t.
width.value=Math.max(1,d.clientWidth-2*bs);let{top:w,bottom:A}=o.peek();(w!==v||A!==_)&&(o.value={top:v,bottom:_})}),h()}function h(){let d=n.current;if(!d||e.total.
peek()===0)return;let v=t.groupAt(d.scrollTop),[_]=t.between(v,d.scrollTop+t.side.peek()/2,1/0),w=t.shown(v)-1,P=(_>w?t.beside({group:v,place:w},1):null)??{group:v,
place:Math.min(_,w)},F=e.held(P.group)?.key??"";c={ref:e.held(P.group)?e.at(P)?.ref??"":"",key:F,place:P.place,y:t.box(P).y}}function b(){let d=n.current,v=e.spotOf(
c.ref)??e.spotIn(c.key,c.place);if(!d||!v||d.scrollTop<=0)return;let _=Math.min(v.place,t.shown(v.group)-1),w=t.box({group:v.group,place:_}).y-c.y;Math.abs(w)<.5||
(d.scrollTop+=w,p())}function f(d){s.value=d,i=e.at(d)?.ref??""}function m(d){d.group<0||d.group>=e.total.peek()||(u={ref:"",until:0},te(()=>{f(d),a.value=a.peek()+
1}))}return{list:n,seen:o,active:s,focusings:a,measure:p,settle:b,go:m,stand:f,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:d=>{l=d},reveal(){let d=n.current;
if(!d)return;let{y:v,side:_}=t.box(s.peek());v-_e<d.scrollTop&&(d.scrollTop=v-_e);let w=v+_+4;w>d.scrollTop+d.clientHeight&&(d.scrollTop=w-d.clientHeight)},scrollTo(d){
n.current&&(n.current.scrollTop=t.topOf(d))},follow(){let d=e.total.peek(),{group:v,place:_}=s.peek(),w=e.spotOf(i);if(w&&(w.group!==v||w.place!==_))s.value=w;else if(!w&&
d>0){let F=Math.min(v,d-1),x=Math.max(0,(e.held(F)?.count??1)-1);(v!==F||_>x)&&(s.value={group:F,place:Math.min(_,x)}),i=e.at(s.peek())?.ref??i}let P=u.ref&&performance.
now()<u.until?e.spotOf(u.ref):null;P&&m(P)},focus(d){let v=e.spotOf(d);m(v??s.peek()),v||(u={ref:d,until:performance.now()+ws})},after(d){let v=d.includes(i)?i:
d[0]??"";for(let _ of[1,-1]){let w=e.spotOf(v)??s.peek();for(let A=0;A<_s;A+=1){let P=e.at(w);if(P&&!d.includes(P.ref))return P;let F=t.beside(w,_);if(!F)break;
w=F}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var ue=60,ks=2400,Es=Intl.DateTimeFormat().resolvedOptions().timeZone,ge=e=>e.number?e.ref:e.name||e.ref;function Pr(e,t){let n=new Map,o=new Set,s=new Map,i=new Map,
a=new Set,l=[],u=null,c=0,p=$(0),h=$(0),b=$(""),f=$("template"),m=$(0);function d(S=!1){u=null,m.value=m.peek()+1,t(S)}let v=(S,y,T)=>e.ask("groups",{query:y,arrangement:T,
zone:Es,start:S*ue,count:ue});async function _(S,y,T){c+=1;let I=c,G=S!==b.peek()||y!==f.peek(),ae=G?[0]:[...new Set([0,...T.map(J=>Math.floor(J/ue))])],re=await Promise.
all(ae.map(J=>v(J,S,y)));return I!==c?null:(te(()=>{if(G){n=new Map,s=new Map;for(let{resolve:J}of l.splice(0))J(null)}i=new Map(G?[]:[...i.keys()].map(J=>[J,!1])),
o=new Set,a=new Set,b.value=S,f.value=y;for(let J of re)w(J);d(G)}),K(),h.peek())}function w({start:S,groups:y,total:T,count:I}){S===0&&(p.value=T,h.value=I);let G=new Map(
[...n.values()].map(re=>[re.key,re.count])),ae=performance.now();for(let re=0;re<ue;re+=1){let J=y[re];if(!J){n.delete(S+re);continue}A(J.key,J.count-(G.get(J.key)??
J.count)),n.set(S+re,{...J,received:ae})}o.add(S/ue)}function A(S,y){let T=s.get(S);T&&y>0&&s.set(S,new Map([...T].map(([I,G])=>[I+y,G])))}function P(S){let y=Math.
floor(S/ue);if(S<p.peek()&&!o.has(y)){o.add(y);let T=c;v(y,b.peek(),f.peek()).then(I=>{T===c&&(w(I),d(),K())},()=>o.delete(y))}return n.get(S)??null}e.on("entri\
es",({view:S,query:y,group:T,start:I,entries:G})=>{if(S!==e.view||y!==b.peek())return;let ae=performance.now(),re=s.get(T)??new Map;for(let J=0;J<ue;J+=1){let oe=G[J];
oe?re.set(I+J,{...oe,received:ae}):re.delete(I+J)}s.set(T,re),a.delete(F(T,I)),x(F(T,I),!0),D(),d(),K()});let F=(S,y)=>`${Math.floor(y/ue)} ${S}`;function x(S,y){
i.delete(S),i.set(S,y)}function D(){let S=0;for(let y of s.values())S+=y.size;for(let y of i.keys()){if(S<=ks)return;let[T,I]=[Number.parseInt(y,10),y.slice(y.indexOf(
" ")+1)],G=s.get(I);for(let ae=T*ue;ae<(T+1)*ue;ae+=1)G?.delete(ae)&&(S-=1);G?.size===0&&s.delete(I),i.delete(y)}}function H(S){let y=P(S.group);if(!y||S.place<
0||S.place>=y.count)return null;let T=F(y.key,S.place);if(i.get(T))x(T,!0);else if(!a.has(T)){let I=Math.floor(S.place/ue)*ue,G={view:e.view,query:b.peek(),group:y.
key,start:I,count:ue};e.send("entries",G)&&a.add(T)}return s.get(y.key)?.get(S.place)??null}function K(){l=l.filter(({spot:S,resolve:y})=>{let T=H(S);return T&&
y(T),!T})}function q(){if(u)return u;u=new Map;for(let[S,{key:y,count:T}]of n)for(let[I,{ref:G}]of s.get(y)??[])I<T&&u.set(G,{group:S,place:I});return u}function g(S){
return q().get(S)??null}function C(S){let y=g(typeof S=="number"?`@${S}`:S),T=y&&n.get(y.group)?.key;return T&&s.get(T)?.get(y.place)||null}return{total:p,count:h,
query:b,arrangement:f,version:m,renew:_,group:P,at:H,held:S=>n.get(S)??null,come(S){return new Promise(y=>{let T=H(S),I=n.get(S.group)?.count??1/0;T||S.place>=I?
y(T):l.push({spot:S,resolve:y})})},drop(S){for(let[y,T]of n){let I=s.get(T.key),G=[...I??[]].filter(([,{ref:oe}])=>S.includes(oe));if(!I||G.length===0)continue;
let ae=oe=>G.filter(([Te])=>Te<oe).length,J=[...I].filter(oe=>!G.some(([Te])=>Te===oe[0])).map(([oe,Te])=>[oe-ae(oe),Te]);s.set(T.key,new Map(J)),n.set(y,{...T,
count:T.count-G.length}),h.value=h.peek()-G.length}B(),d()},spotOf:g,spotIn(S,y){for(let[T,I]of n)if(I.key===S)return{group:T,place:y};return null},find:C,newest(){
let S=null;for(let y of s.values())for(let T of y.values())T.number>(S?.number??0)&&(S=T);return S}};function B(){let S=[...n].filter(([,{count:T}])=>T===0).map(
([T])=>T),y=T=>T-S.filter(I=>I<T).length;n=new Map([...n].filter(([T])=>!S.includes(T)).map(([T,I])=>[y(T),I])),p.value=p.peek()-S.length}}var Ss=3e4;function $r(e){let t=$(null),n=se(),o,s=!1;function i(){clearTimeout(o),t.value=null}function a(){clearTimeout(o),o=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Ss)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:c=!1}={}){s||(t.value={lines:l,
failed:c,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(o)}}}var Ts=250;function Ar(e){let t=se(),n=$(""),o=$({query:"",count:0}),s=$([]),i;function a(){clearTimeout(i),Ye(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:o,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?Ts:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),c=u.filter(p=>p!==l);n.value=[...c,...c.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],o.value={query:l,count:u}},refuse(l,u){let c=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,c]},close:()=>clearTimeout(i)}}var ve=100;function Lr({line:e,model:t,complain:n}){let o=$([]),s=0,i=X(()=>o.value.map(({ref:f})=>f)),a=X(()=>o.value.map(({number:f})=>f).filter(Boolean)),l=X(
()=>new Map(o.value.filter(({isPicked:f})=>f).map(({ref:f},m)=>[f,m+1]))),u=()=>[...l.peek().keys()],c=()=>t.get("picked")??[];function p(f){let m=u().join();o.
value=f.slice(0,ve),u().join()!==m&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,h()}))}function h(){if(s||u().join()===c().join())return;let f=new Map(
o.peek().map(m=>[m.ref,m.entry]));o.value=c().map(m=>({ref:m,number:Br(m),isPicked:!0,entry:f.get(m)??null}))}return{chosen:o,refs:i,numbers:a,orders:l,follow:h,
has:f=>o.value.some(({ref:m,number:d})=>typeof f=="number"?d===f:m===f),set:f=>p(f.map(Cr)),toggle(f){let m=o.peek().filter(({ref:d})=>!Ms(d,f));p(m.length<o.peek().
length?m:[...m,Cr(f)])},dropRef:f=>p(o.peek().filter(({ref:m})=>m!==f)),drop:f=>p(o.peek().filter(({number:m})=>!f.includes(m))),clear:()=>p([])}}var Cr=e=>({ref:e.
ref,number:e.number,isPicked:e.pictures.length>0,entry:e}),Ms=(e,t)=>e===t.ref||t.number>0&&Br(e)===t.number;function Br(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?
Number(t[1]):0}function Dr(e){let{line:t,model:n,say:o,inputs:s,compare:i,tags:a,follows:l,show:u,open:c,changed:p}=e,h=bt("arrangement","template"),b=0,f=$(0),m=Pr(t,E=>{E?v.
rewind():v.follow(),p()}),d=xr(m),v=Mr(m,d),_=Tr(),w=Lr({line:t,model:n,complain:F}),A=Ar(H),P=$r(o);function F(E){let M=pe(E);P.show(M.length?M:[String(E.message)],
{failed:!0})}let x={query:"",by:h.value==="time"?"time":"template"};async function D(){let{query:E,by:M}=x,R={query:m.query.peek(),by:m.arrangement.peek()};try{
let N=await m.renew(E,M,q());if(N===null)return;E||(f.value=N),A.query()===E&&A.tell(E,N)}catch(N){if(x.query!==E||E===R.query)return;Object.assign(x,R),A.refuse(
pe(N),R.query)}}function H(E){x.query=E,D()}function K(E){h.keep(E),x.by=E,D()}function q(){let{top:E,bottom:M}=v.seen.peek();return[d.groupAt(E),d.groupAt(M),v.
active.peek().group]}function g(E,M){C(E),M&&w.refs.peek().length===ve&&!w.has(E.ref)?P.show([`${ve} are selected; more can't be at a time.`]):M?w.toggle(E):E.pictures.
length&&w.set([E])}function C(E){_.see([E.number]),u(E)}function B(E,M){v.go(E);let R=m.at(E);R&&(v.setAnchor(R.ref),g(R,M))}async function S(E){v.setAnchor(""),
v.go(E);let M=m.at(E)??await m.come(E);M&&m.at(v.active.peek())?.ref===M.ref&&C(M)}async function y(){let E=m.total.peek()-1;m.held(E)||await m.come({group:E,place:0}),
S({group:E,place:d.shown(E)-1})}async function T(E,M){let R=E.group<M.group||E.group===M.group&&E.place<=M.place?1:-1,N=[],W=E,ye=!1;for(;W&&N.length<ve&&!ye;)N.
push(W),ye=W.group===M.group&&W.place===M.place,W=d.beside(W,R);await I(N,ye||!W?N.length:0)}async function I(E,M){b+=1;let R=b,N=await Promise.all(E.map(Bt=>m.
come(Bt)));if(R!==b)return;let W=N.filter(Bt=>Bt!==null);if(W.length===0)return;if(w.set(W),M&&M<=ve)return o(`${W.length} selected.`);let ye=M?` of ${M.toLocaleString(
"en")}`:"";P.show([`${W.length}${ye} are selected; more can't be at a time.`])}function G(E){let M=m.held(E)?.count??0,R=Array.from({length:Math.min(M,ve)},(N,W)=>W);
return I(R.map(N=>({group:E,place:N})),M)}async function ae(){let E=[];for(let M=0;M<m.total.peek()&&E.length<ve;M+=1){await m.come({group:M,place:0});let R=m.held(
M)?.count??0;for(let N=0;N<R&&E.length<ve;N+=1)E.push({group:M,place:N})}await I(E,m.count.peek())}function re(E){let M=m.spotOf(v.anchor())??E;v.go(E);let R=m.
at(E);R&&C(R),T(M,E)}function J(){w.clear(),v.focus(""),o("Nothing is selected.")}function oe(E,M){P.hide(),Te(E,M).then(()=>o(Ps(M)),F)}function Te(E,M){return M.
kind==="rate"?t.ask("rate",{numbers:E,rating:M.rating}):M.kind==="tag"?t.ask("tag",{numbers:E,changes:M.changes}):t.ask("annotate",{number:E[0]??0,note:M.note})}
function En(E,M){let R=W=>M?.number===W?M:m.find(W);if(E.length===0)return;let N=E.every(W=>R(W)?.starred);oe(E,{kind:"tag",changes:[N?"-starred":"starred"]})}function Sn(E){
P.hide();let M=E.map(N=>`@${N}`),R=v.after(M);w.drop(E),_.see(E),m.drop(M),R?(u(R),v.focus(R.ref)):A.box.current?.focus(),t.ask("delete",{numbers:E}).then(({numbers:N})=>P.
show([`${N.length} deleted`],{undo:()=>Lt(N)}),N=>{D(),F(N)})}function Lt(E){P.hide(),v.focus(`@${Math.max(...E)}`),t.ask("restore",{numbers:E}).then(({numbers:M})=>{
P.show([M.length===1?"1 is back":`${M.length} are back`]),M.length&&c(Math.max(...M))},F)}function Ho(E){P.show([`exporting ${E.length} …`]),t.ask("export",{numbers:E}).
then(({words:M})=>P.show([M]),F)}function Tn(E,M,R){let{key:N}=E,W=E.ctrlKey||E.metaKey;if(E.altKey||E.repeat)return!1;if(W&&N==="z")P.undo();else if(N==="Delet\
e"||E.metaKey&&N==="Backspace")R.length&&(M.deleted?Lt:Sn)(R);else{if(W)return!1;if(/^[0-5]$/.test(N))Oo(R,Number(N));else if(N==="s")En(R,M);else if(N==="t")a();else if(N===
"c")i();else if(N==="e"||N==="a")Io(N==="e"?"edit":"add",M);else if(N==="Escape"&&w.refs.peek().length)J();else return!1}return!0}function Oo(E,M){E.length&&oe(
E,{kind:"rate",rating:M})}async function Io(E,M){if(!(w.refs.peek().length>1&&w.has(M.ref)))return s(E,[M]);s(E,await xn())}async function xn(){let E=w.chosen.peek().
map(async({ref:M,number:R,entry:N})=>{let W=m.find(M)??N;return W||!R?W:(await t.ask("details",{number:R})).entry});return(await Promise.all(E)).filter(M=>M!==null)}
function No(E,M){let R=w.has(M.ref)?w.numbers.peek():[M.number];return Tn(E,M,R.filter(Boolean))}function Ro(){let E=Math.max(0,..._.unseen.peek());_.seeAll(),E&&
(c(E),v.focus(`@${E}`))}return{entries:m,shelves:d,cursor:v,arrivals:_,selection:w,search:A,outcome:P,everything:f,arrange:K,take:B,walk:S,walkToLast:y,selectGroup:G,
selectEverything:ae,selected:xn,extendTo:re,lookAtNew:Ro,clear:J,neighbour(E,M){let R=m.spotOf(E);return R&&d.beside(R,M)},around(E,M){let R=m.spotOf(E)??{group:0,
place:0};for(let W=0;W<M/2;W+=1)R=d.beside(R,-1)??R;let N=[];for(let W=R;W&&N.length<M;W=d.beside(W,1)){let ye=m.at(W);if(!ye)break;N.push(ye)}return N},mark:oe,
star:En,remove:Sn,restore:Lt,save:Ho,press:Tn,pressTile:No,statusChanged(E){_.statusChanged(E,l()),D()},see:E=>_.see([E]),close(){A.close(),P.close()}}}function Ps(e){
if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";
return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}var rn="imagegen-panel";function on(e){try{return Number(localStorage.getItem(`${rn}-${e}`))||0}catch{return 0}}function sn(e,t){try{t?localStorage.setItem(`${rn}\
-${e}`,String(t)):localStorage.removeItem(`${rn}-${e}`)}catch{}}var $s=720,_t=420,As=280,kt=200,Cs=16,Ke=16;function Hr(){let e=$("make"),t=$("picture"),n=$(""),o=$(!1),s=$(on("height")),i=$(on("history")),a=$({seen:1/0,own:!1}),
l=X(()=>{let{seen:c,own:p}=a.value;return p?Math.max(As,c):Math.max(_t,s.value||Math.min($s,c-Cs))}),u=X(()=>o.value||a.value.own);return{tab:e,part:t,sheet:n,whole:o,
height:l,history:i,fills:u,show(c){e.value=c},turnTo(c){t.value=c},open(c){n.value=c},closeSheet(){n.value=""},toggleWhole(){o.value=!o.peek()},measure(c){let{seen:p,
own:h}=a.peek();(p!==c.seen||h!==c.own)&&(a.value=c)},resize(c){s.value=c&&Math.max(_t,Math.round(c)),sn("height",s.peek())},widen(c){i.value=c&&Math.max(kt,Math.
round(c)),sn("history",i.peek())}}}function Or(){let e=$({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function Ir({line:e,entries:t,neighbour:n,stand:o,mark:s,complain:i}){let a=$(null),l=$(null),u=$(0),c=yt(),p=$(""),h=$(""),b=$(""),f=$(!1),m=se(),d=se(),v="",_=0,
w=0,A=!1,P=!1;function F(){let y=document.activeElement;return!!(y?.matches("input, textarea")&&m.current?.contains(y))}function x(y){let T=a.peek()?.number;T&&
s([T],y)}function D(){!a.peek()||h.peek().trim()===v.trim()||(v=h.peek(),x({kind:"annotate",note:v}))}function H(y){h.peek()===v&&(h.value=y),v=y}function K(y){
w+=1;let T=a.peek(),I=T?.ref!==y.ref;!I&&T?.status===y.status||(I&&D(),te(()=>{I&&(h.value=v=b.value="",l.value=null),u.value=y.main,a.value=y}),q())}async function q(){
P=A;let y=a.peek()?.number;if(!(A||!y)){A=!0;try{let T=await e.ask("details",{number:y});a.peek()?.number===T.entry.number&&g(T.entry,T.details)}catch{}A=!1,P&&
q()}}function g(y,T){te(()=>{a.peek()?.status!==y.status&&(u.value=y.main),a.value=y,l.value=T,H(T.note)})}async function C(y){return t().find(y)??(await e.ask(
"details",{number:y})).entry}async function B(y){let T=t().find(y);if(T)return K(T);w+=1;let I=w;try{let G=await C(y);I===w&&K(G)}catch(G){i(pe(G))}}function S(y){
p.peek()==="tags"&&D(),p.value=y}return{shown:a,details:l,position:u,zoom:c,over:p,note:h,newTags:b,following:f,marks:m,area:d,find:C,open:B,renew:q,markShown:x,
show:K,step(y){let T=n(a.peek()?.ref??"",y),I=T&&t().at(T);return I?(K(I),o(T),!0):!1},turnTo(y){u.value=y},lay:S,toggle:y=>S(p.peek()===y?"":y),writeTags(y){b.
value=y},writeNote(y){h.value=y},keepNote:D,dropNote(){h.value=v},follow(y){f.value=y,y&&_&&B(_)},fill(){let y=a.peek()||t().query.peek()?null:t().newest();y&&K(
y)},newestIs(y){let T=_>0&&y>_;_=y,T&&f.peek()&&!F()&&B(y)},close:D}}function Nr(e,t){let n=dr(e),o=hr(n),{said:s,say:i}=Or(),a=$({}),l=$(performance.now()),u=Date.now()/1e3,c=Hr(),p=Sr({line:n,say:i,open:g=>b.open(g),sent:()=>c.
turnTo("picture")}),h=Dr({line:n,model:e,say:i,inputs:w,compare:P,tags:()=>b.lay("tags"),follows:()=>b.following.peek(),show:g=>b.show(g),open:g=>b.open(g),changed:()=>b.
fill()}),b=Ir({line:n,entries:()=>h.entries,neighbour:(g,C)=>h.neighbour(g,C),stand(g){h.cursor.stand(g),h.cursor.reveal()},mark:(g,C)=>h.mark(g,C),complain:p.complain}),
f=kr({entries:()=>h.entries,viewing:()=>b,selected:()=>h.selected(),neighbour:(g,C)=>h.neighbour(g,C),complain:p.complain}),m=g=>p.complain(pe(g));function d(g){
c.show("make"),c.turnTo("compose"),queueMicrotask(g)}let v=(g,C)=>{let B=g.pictures.indexOf(C),S=B===g.main?g.ref:`${g.ref}.${B+1}`;return{ref:S,hash:C.hash,label:g.
number?S:g.name||S}};function _(g,C,B=C.main){let S=C.pictures[B];if(!S)return;let y=v(C,S);g==="edit"?d(()=>p.edit(y)):p.add(y)}function w(g,C){let[B,...S]=C.filter(
({pictures:T})=>T.length);if(!B)return;if(S.length===0)return _(g,B);let y=[B,...S].flatMap(T=>T.pictures.slice(T.main,T.main+1).map(I=>v(T,I)));d(()=>g==="edit"?
p.editEach(y):p.together(y))}function A(g){d(()=>p.use(g.template))}function P(){c.show("compare"),f.begin()}async function F(g,C){i(await gr(g,t)?`${C} is copi\
ed.`:"The browser doesn't allow copying.")}let x=g=>g.then(({text:C})=>F(C,"The cell")).catch(m);n.on("refused",({view:g,id:C,words:B})=>{g===n.view&&C===0&&p.complain(
B)});function D(){let g=e.get("_status")??{};g.total!==void 0&&(te(()=>{a.value=g,l.value=performance.now(),p.statusChanged(g),h.statusChanged(g),b.newestIs(g.newest??
0)}),b.renew())}let H=()=>h.selection.follow(),K=()=>p.show(e.get("_composer")??{}),q=ce(()=>h.see(b.shown.value?.number??0));return e.on("change:_status",D),e.
on("change:picked",H),e.on("change:_composer",K),K(),H(),D(),n.send("hello",{}),{kernel:n.state,pictures:o,said:s,status:a,statusCame:l,opened:u,unsendable:X(()=>n.
state.value==="gone"?"Nothing is sent without a kernel; the prompt is kept.":""),layout:c,composer:p,viewing:b,history:h,comparing:f,input:_,inputs:w,compare:P,
again(g){n.ask("again",{number:g.number}).then(()=>i("Asked once more."),m)},takePrompt:A,otherModel:A,stop:g=>n.send("stop",{job:g}),waitAgain:g=>n.send("waitA\
gain",{job:g}),removeWaiting:()=>n.send("removeWaiting",{}),copyText:F,copyPrompt:g=>F(g,"The prompt"),copyCell:g=>x(n.ask("cell",{number:g.number})),copyComposedCell:()=>x(
n.ask("composedCell",p.composition())),close(){e.off("change:_status",D),e.off("change:picked",H),e.off("change:_composer",K),q(),p.close(),b.close(),h.close(),
o.close(),n.close()}}}var Rr=Rn(null),Kr=Rr.Provider;function k(){let e=Zn(Rr);if(!e)throw new Error("a view outside of the panel");return e}function de(e,t,n=!0){let{pictures:o}=k(),[s,i]=ct({hash:"",url:""}),a=s.hash===e;return j(()=>{if(!n||!e||a)return;let l=!0;return o.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,o]),a&&e?s.url:null}function ke(e){let[t,n]=ct(e);return j(()=>{n(performance.now());let o=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(o)},[e]),Math.max(0,t-e)/1e3}function Fe(e,t="full"){let{pictures:n}=k(),o=Fr(n,e),[s,i]=ct(o);return j(()=>{if(!e)return;let a=!0,l=c=>i(
p=>({...p.hash===e?p:Fr(n,e),...c}));async function u(){let c=await n.url(e,"thumbnail");if(!a||(c?l({src:c}):t==="thumbnail"&&l({gone:!0}),t==="thumbnail"))return;
let p=await n.url(e,"full");a&&l(p?{src:p,full:p}:{gone:!0})}return u(),()=>{a=!1}},[e,t,n]),s.hash===e?s:o}function Fr(e,t){return{hash:t,src:t&&e.held(t,"tile"),
full:"",gone:!1}}function Ur(e){return j(()=>{let t=e.current;if(!t)return;let n=a=>{let l=Wr(t),u=l.find(c=>c===a)??l.find(({tabIndex:c})=>c===0)??l[0];for(let c of l)
c.tabIndex=c===u?0:-1},o=({target:a})=>n(a),s=new MutationObserver(()=>n()),i=new ResizeObserver(()=>n());return s.observe(t,{childList:!0,subtree:!0}),i.observe(
t),t.addEventListener("focusin",o),n(),()=>{s.disconnect(),i.disconnect(),t.removeEventListener("focusin",o)}},[e]),t=>{if(t.defaultPrevented||t.ctrlKey||t.altKey||
t.metaKey||!e.current)return;let n=Wr(e.current),o=n.indexOf(document.activeElement),s=new Map([["ArrowLeft",o-1],["ArrowUp",o-1],["ArrowRight",o+1],["ArrowDown",
o+1],["Home",0],["End",n.length-1]]).get(t.key);o<0||s===void 0||(t.preventDefault(),n[(s+n.length)%n.length]?.focus())}}function Wr(e){return[...e.querySelectorAll(
"button:not([role=radio]), a")].filter(n=>n.getClientRects().length>0)}function qr(e){return le(()=>performance.now(),[e])}var Ls=Symbol.for("pv"),Bs=0;function r(e,t,n,o,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var c={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Ls,__v:--Bs,__i:-1,__u:0};return(s||i)&&(c.__source=s,c.__self=i),U.vnode&&U.vnode(c),c}function L({press:e,...t}){return r("button",{type:"button",onClick:e,...t})}function Ae({press:e,...t}){return r(L,{press:n=>n.detail<2&&e(n),...t})}var Ee={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function V({name:e}){return r("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function Z({icon:e,
name:t,hint:n=t,class:o="",...s}){return r(L,{class:`icon-only ${o}`,"aria-label":t,title:n,...s,children:r(V,{name:e})})}function We({of:e}){return e.map((t,n)=>r(
"span",{children:t},n))}function me({name:e,class:t="",children:n}){let o=z(null),s=Ur(o);return r("div",{ref:o,class:t,role:"toolbar","aria-label":e,onKeyDown:s,
children:n})}function zr({entry:e}){let{details:t,position:n}=k().viewing,o=Ds(e,t.value,n.value).filter(([,s])=>s);return r("dl",{class:"details",children:o.map(([s,i])=>r(
O,{children:[r("dt",{children:s}),r("dd",{children:i})]},s))})}function Ds(e,t,n){let o=e.pictures[n],s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:
"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",o?`${o.width} × ${o.height} ${o.type.toUpperCase()}, ${Hs(o.size)}`:
""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":an(e.cost)],["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["M\
ore",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Os(t.created):""],["Variable",e.name],["Note",t?.note??""],["Notebook",t?.notebook??
""]]}var an=e=>`$${Number(e.toPrecision(3))}`;function Hs(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:`${(e/1e6).toFixed(1)} MB`}function Os(e){let t=new Date(
e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function Gr({entry:e}){let t=k().viewing.details.value;return r("div",{class:"row lineage",children:[t&&t.steps.length>1&&r(Is,{details:t}),t&&t.children.length>
0&&r(Rs,{entry:e,details:t})]})}function Is({details:{steps:e,whole:t}}){let n=e.length-1;return r("nav",{class:"parents","aria-label":"Made from",children:[!t&&
r(ln,{children:"…"}),e.flatMap((o,s)=>[s>0&&r(ln,{children:r(V,{name:"right"})},`to ${s}`),...o.flatMap((i,a)=>[a>0&&r(ln,{children:"+"},`and ${s} ${a}`),r(Ns,
{node:i,isShown:s===n},`${s} ${a}`)])])]})}var ln=({children:e})=>r("span",{class:"sign",children:e});function Ns({node:e,isShown:t}){let{viewing:n}=k(),o=de(e.
hash,"tile"),s=r(O,{children:[e.hash&&r("img",{alt:"",width:26,height:26,src:o||void 0},e.hash),r("span",{children:e.name})]});return t?r("span",{class:"crumb",
"aria-current":"true",children:s}):e.number?r(L,{press:()=>n.open(e.number),class:"crumb",title:e.name,children:s}):r("span",{class:"crumb",title:e.name,children:s})}
function Rs({entry:e,details:t}){let{viewing:n,history:o,layout:s}=k(),[i]=t.children,a=t.children.length+t.more,l=t.children.map(({name:c})=>c).join(", ");function u(){
if(i&&a===1)return n.open(i.number);o.search.write(`input:@${e.number}`),s.turnTo("history")}return r("span",{class:"made",children:[t.steps.length>1&&"· ",r(L,
{press:u,class:"link",title:t.more?`${l} …`:l,children:`${a} made from it`})]})}var Ks=Array.from({length:5},(e,t)=>t+1);function St({rating:e,rate:t}){let n=z(null);function o(s){let i={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[s.key]??
0;if(!i)return;s.preventDefault();let a=Math.min(5,Math.max(1,e+i));n.current?.querySelectorAll("button")[a-1]?.focus(),t(a)}return r("span",{class:"rating",role:"\
radiogroup","aria-label":"Rating",ref:n,onKeyDown:o,children:[Ks.map(s=>r(L,{press:()=>t(s===e?0:s),role:"radio","aria-label":`${s} of ${5}`,"aria-checked":s===
e,title:`Rate ${s} of ${5} (${s}; 0 clears)`,class:s<=e?"reached":"",tabIndex:s===(e||1)?0:-1},s)),r("b",{class:"digits","aria-hidden":"true",children:e||"–"})]})}
function Tt({name:e,isStarred:t,press:n}){return r(Z,{press:n,icon:t?"star-full":"star",name:e,hint:t?"Take the star away (s)":`${e} (s)`,class:"small star","ar\
ia-pressed":t})}function xt({name:e}){let{over:t,toggle:n}=k().viewing;return r(Z,{press:()=>n("tags"),icon:"tag",name:e,hint:`${e} (t)`,class:"small","aria-exp\
anded":t.value==="tags"})}function Vr({entry:e,picture:t,full:n}){let{viewing:o,history:s,copyPrompt:i}=k(),a=o.details.value?.prompt??e.prompt,l=cn(e,t);return r(me,{name:"This picture",
class:"facts",children:[r("div",{class:"row",children:[r("span",{class:"caption cut",title:l,children:[r("b",{children:ge(e)})," ",r("span",{class:"grey digits",
children:l})]}),r("span",{class:"spring"}),e.number>0&&r(O,{children:[r(St,{rating:e.rating,rate:u=>o.markShown({kind:"rate",rating:u})}),r(Tt,{name:"Star",isStarred:e.
starred,press:()=>s.star([e.number],e)}),r(xt,{name:"Tags and a note"})]})]}),r("div",{class:"row",children:[r("span",{class:"prompt cut",title:a,children:a}),r(
"span",{class:"spring"}),a&&r(Z,{press:()=>i(a),icon:"copy",name:"Copy prompt",class:"small"})]}),r(Gr,{entry:e}),r("div",{class:"row actions",children:[t?r(Fs,
{entry:e}):r(Ws,{entry:e}),r("span",{class:"spring"}),e.number>0&&r(Us,{entry:e}),t&&r(qs,{entry:e,picture:t,full:n,class:"icon-only"}),e.number>0&&r(Z,{press:()=>o.
toggle("more"),icon:"more",name:"More",hint:"More: details, export, delete","aria-expanded":o.over.value==="more"})]})]})}function Fs({entry:e}){let{viewing:t,input:n,
again:o,takePrompt:s}=k(),i=t.position.value;return r(O,{children:[r(L,{press:()=>n("edit",e,i),class:"primary",title:"e",children:"Edit this"}),r(L,{press:()=>n(
"add",e,i),title:"a",children:"Add as input"}),e.number>0&&r(O,{children:[r(Ae,{press:()=>o(e),title:"Another take of the same: a new call",children:"Again"}),r(
L,{press:()=>s(e),class:"spacious",children:"Use prompt"})]})]})}function Ws({entry:e}){let{takePrompt:t,again:n,otherModel:o}=k();return r(O,{children:[r(Ae,{press:()=>n(
e),title:"The same once more: a new call",children:"Again"}),r(L,{press:()=>o(e),children:"Other model"}),r(L,{press:()=>t(e),children:"Edit prompt"})]})}function Us({
entry:e}){let{copyCell:t}=k();return r(Z,{press:()=>t(e),icon:"cell",name:"Copy cell",hint:"Copy the cell that makes this"})}function qs({entry:e,picture:t,full:n,
class:o}){return r("a",{class:`button ${o}`,title:"Download",download:un(e,t),...n&&{href:n},children:[r(V,{name:"download"}),r("span",{class:"unseen",children:"\
Download"})]})}function un(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function cn(e,t=e.pictures[e.main]){let n=e.servedBy&&e.servedBy!==e.model;
return[e.name,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":an(e.cost),t?`${t.width}×${t.
height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status==="sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(
Boolean).join(" · ")}function Mt(e){let{zoom:t,src:n,hash:o,alt:s,name:i="Picture",loaded:a,children:l}=e,u=z(null),c=e.area??u,p=zs(t),{left:h,top:b,width:f,height:m}=t.place.value,
d=Number.isInteger(t.scale.value),v=["ground",!t.isFit.value&&"enlarged",t.isLarger.value&&"movable"];return j(()=>{let _=c.current;if(!_)return;let w=()=>t.measure(
_.clientWidth,_.clientHeight),A=new ResizeObserver(w);A.observe(_),w();let P=Gs(w);return()=>{A.disconnect(),P()}},[c,t]),r("div",{ref:c,class:v.filter(Boolean).
join(" "),role:"group","aria-label":i,tabIndex:0,...p,children:[o&&r("img",{class:d?"whole":"",alt:s,draggable:!1,src:n||void 0,style:{left:`${h}px`,top:`${b}px`,
width:`${f}px`,height:`${m}px`},onLoad:({currentTarget:{naturalWidth:_,naturalHeight:w}})=>a?.(_,w)},o),l]})}function zs(e){let t=z(new Map).current;function n(){
let[s,i]=[...t.values()];return s&&i?Math.hypot(s.x-i.x,s.y-i.y):0}function o(s){let i=[...t.values()],a=l=>i.reduce((u,c)=>u+l(c),0)/i.length;return[a(({x:l})=>l)-
s.left,a(({y:l})=>l)-s.top]}return{onPointerDown(s){s.button===0&&(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),s.currentTarget.setPointerCapture(s.pointerId))},
onPointerMove(s){let i=t.get(s.pointerId);if(!i)return;let a=n();if(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),t.size===1)e.move(s.clientX-i.x,s.clientY-i.y);else if(a){
let l=s.currentTarget.getBoundingClientRect();e.enlarge(e.scale.peek()*n()/a,...o(l))}},onPointerUp:s=>t.delete(s.pointerId),onPointerCancel:s=>t.delete(s.pointerId),
onWheel(s){if(!s.ctrlKey&&!s.metaKey)return;s.preventDefault();let i=s.currentTarget.getBoundingClientRect(),a=Math.min(30,Math.max(-30,s.deltaY));e.enlarge(e.scale.
peek()*Math.exp(-a/100),s.clientX-i.left,s.clientY-i.top)}}}function Gs(e){let t;function n(){t=matchMedia(`(resolution: ${devicePixelRatio}dppx)`),t.addEventListener(
"change",o,{once:!0})}function o(){n(),e()}return n(),()=>t.removeEventListener("change",o)}var Jr=60;function Pt({zoom:e}){return r(O,{children:[r(L,{press:e.fit,class:"small","aria-pressed":e.isFit.value,title:"All of it (0)",children:"Fit"}),r(L,{press:()=>e.
enlarge(1),class:"small","aria-pressed":!e.isFit.value&&e.scale.value===1,title:"Each delivered pixel is one of the screen",children:"1:1"}),r("span",{class:"st\
eps",children:[r(Z,{press:e.smaller,icon:"smaller",name:"Smaller",hint:"Smaller (−)",class:"small"}),r("span",{class:"digits percent",children:`${Math.round(e.
scale.value*100)} %`}),r(Z,{press:e.larger,icon:"larger",name:"Larger",hint:"Larger (+)",class:"small"})]})]})}function et({key:e},t){let[n,o]=Vs.get(e)??[0,0];
if((n||o)&&t.isLarger.peek())t.move(n*Jr,o*Jr);else if(e==="+"||e==="=")t.larger();else if(e==="-")t.smaller();else if(e==="0"&&!t.isFit.peek())t.fit();else return!1;
return!0}var Vs=new Map([["ArrowLeft",[1,0]],["ArrowRight",[-1,0]],["ArrowUp",[0,1]],["ArrowDown",[0,-1]]]);var Xr=60;function jr(){let{comparing:e}=k(),t=Js(),[n,o]=[e.a.value,e.b.value];return r("section",{class:"compare","aria-label":"Compare",onKeyDown:t,children:[
r("div",{class:"pair",children:[r(me,{name:"View",class:"toolbar",children:[r("b",{children:"Side by side"}),r("span",{class:"spring"}),r(Pt,{zoom:e.zoom})]}),r(
Xs,{a:n,b:o}),r(Zs,{a:n,b:o}),r(Ys,{a:n,b:o})]}),r(Qs,{a:n,b:o})]})}function Js(){let{comparing:e,layout:t,viewing:n}=k();function o(s){let{key:i,shiftKey:a}=s;
if(s.ctrlKey||s.metaKey)return i.startsWith("Arrow")&&et(s,e.zoom);let l={ArrowLeft:-1,ArrowRight:1}[i];if(l)e.step(l,a?"a":"b");else if(i==="x")e.swap();else if(i===
"Escape")t.show("make"),setTimeout(()=>n.area.current?.focus());else return et(s,e.zoom);return!0}return s=>{!s.defaultPrevented&&!s.altKey&&o(s)&&s.preventDefault()}}
function Xs({a:e,b:t}){let{zoom:n,area:o}=k().comparing,{width:s=0,height:i=0}=e?.picture??{};j(()=>{s&&n.show(s,i)},[n,s,i]);let a=e!==null;return j(()=>{a&&o.
current?.focus()},[o,a]),r("div",{class:"two",children:[r(Zr,{side:e,letter:"A"}),r(Zr,{side:t,letter:"B"})]})}function Zr({side:e,letter:t}){let{a:n,zoom:o,area:s}=k().
comparing,{src:i,gone:a}=Fe(e?.hash??""),l=e?.entry?cn(e.entry,e.picture??void 0):"",u=t==="A"&&e!==null&&!e.picture;return r("figure",{children:[r(Mt,{zoom:o,...t===
"A"&&{area:s},name:`${t}: ${e?.ref??"none"}`,src:i,hash:e?.hash??"",alt:e?.entry?.prompt??e?.ref??"",...u&&{loaded:o.show},children:[a&&r("p",{class:"gone",children:"\
The picture's file is gone from the library."}),!e&&r("p",{class:"gone",children:n.value?"Pick another picture in the history to compare with.":"Nothing is show\
n to be compared."})]}),r("figcaption",{children:[r("b",{class:"letter",children:t}),e?.ref,r("span",{class:"grey cut digits",title:l,children:l})]})]})}function Zs({
a:e,b:t}){let n=js.map(([o,s])=>[o,s(e),s(t)]);return r("table",{class:"versus",children:r("tbody",{children:n.map(([o,s,i])=>r("tr",{class:s===i||!t?"same":"",
children:[r("th",{scope:"row",children:o}),r("td",{class:"cut",title:s,children:s}),r("td",{class:"cut",title:i,children:i})]},o))})})}var js=[["prompt",e=>e?.entry?.
prompt??(e?`a photograph, ${e.ref}`:"")],["made by",e=>e?.entry?.servedBy||e?.entry?.model||(e?"–":"")],["size",e=>e?.picture?`${e.picture.width}×${e.picture.
height}`:""]];function Ys({a:e,b:t}){let{comparing:n,input:o}=k(),s=({entry:i,picture:a})=>i&&a&&o("edit",i,i.pictures.indexOf(a));return r(me,{name:"Compared",
class:"row actions",children:[t?.picture&&r(L,{press:()=>s(t),class:"primary",children:"Edit B"}),e?.picture&&r(L,{press:()=>s(e),children:"Edit A"}),t&&r(L,{press:n.
swap,title:"x",children:[r(V,{name:"swap"}),"Change places"]})]})}function Qs({a:e,b:t}){let{history:n,comparing:o}=k(),{entries:s}=n;s.version.value;let[i,a]=[
e?.entry?.ref??"",t?.entry?.ref??""],l=n.around(i,Xr),c=a&&!l.some(h=>h.ref===a)?n.around(a,Xr):l,p=new Map([[i,"A"],[a,"B"]]);return r("aside",{class:"strip-of\
-history","aria-label":"History",children:[r("p",{class:"grey",children:[r("kbd",{children:"←"})," ",r("kbd",{children:"→"})," choose B, with ",r("kbd",{children:"\
Shift"})," A"]}),r("div",{class:"choices",children:r(me,{name:"B",class:"tiles",children:c.map(h=>h.pictures.length>0&&r(ei,{entry:h,letter:p.get(h.ref)??"",press:()=>o.
choose(h)},h.ref))})})]})}function ei({entry:e,letter:t,press:n}){let o=e.pictures[e.main]?.hash??"",s=de(o,"tile");return r(L,{press:n,class:"choice","aria-lab\
el":`${ge(e)}: ${e.prompt}`,title:e.prompt,"aria-pressed":t==="B",children:[r("img",{alt:"",draggable:!1,src:s||void 0},o),r("span",{class:"number",children:ge(
e)}),t&&r("span",{class:"letter",children:t})]})}function $t(){let{money:e}=k().status.value;if(!e)return null;let{spent:t,budget:n}=e;return r("span",{class:"today",title:Yr(e),children:["today ",r("b",{class:"\
digits",children:ie(t)}),n!==null&&r(O,{children:[` of ${ie(n)}`,r(pn,{money:e,budget:n})]})]})}function pn({money:e,budget:t}){let n=o=>`${Math.min(100,t?100*o/
t:100)}%`;return r("span",{class:"meter",role:"img","aria-label":Yr(e),children:[r("i",{class:"spent",style:{width:n(e.spent)}}),r("i",{class:"held-money",style:{
width:n(e.held)}})]})}function Yr({spent:e,held:t,budget:n}){return[`${ie(e)} spent today`,t||n!==null?`${ie(t)} held`:"",n===null?"no budget":`${ie(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function ie(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function Qr(){let{status:e}=k(),{listed:t=[],running:n=0,waiting:o=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,o&&`waiting ${o}`];return r("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[r("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),r("ul",{children:t.
map(i=>r(ti,{job:i},i.id))})]})}function ti({job:e}){let t=mn(e);return r("li",{children:[r("span",{class:"row",children:[r("b",{class:"cut",children:e.model}),
r("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),r("span",{class:"spring"}),r(At,{job:e,class:"link"})]}),e.number>0&&r(fn,{job:e,
seconds:t}),r("span",{class:"row grey",children:[r("span",{class:"cut",title:e.prompt,children:e.prompt}),r("span",{class:"spring"}),r("span",{class:"digits",children:Se(
e,t)})]})]})}function At({job:e,class:t}){let{stop:n}=k();return r(L,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function fn({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
o=s=>`${100*s/n}%`;return r("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${Se(e,t)}`,children:[r("i",{class:"usual",style:{left:o(e.low),
width:o(e.high-e.low)}}),r("i",{class:"so-far",style:{width:o(t)}})]})}function mn(e){return e.seconds+ke(k().statusCame.value)}var tt=(e,t)=>e.high>0&&t>e.high;
function Se(e,t){return!e.high||!e.number?"":tt(e,t)?"slower than 9 of 10":`usually ${dn(e)} s`}function dn(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function eo(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var ni=3,ri={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function no(){let{kernel:e,status:t}=k(),{waits:n}=t.
value,o=e.value==="silent"&&n?"":ri[e.value];return r("footer",{class:"foot","data-kernel":o?e.value:"well",children:[r("span",{class:"notice cut",role:"alert",
hidden:!o,title:o,children:[o&&r(V,{name:"warning"}),o]}),!o&&n&&r("span",{class:"cut",children:[r(V,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!o&&r(oi,{}),r("span",{class:"spring"}),r(ai,{})]})}function oi(){let{layout:e,status:t,statusCame:n}=k(),o=ke(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return r(to,{});let l=s.filter(({number:c})=>c).slice(0,ni),u=l.map(c=>si(c,c.seconds+o));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),r(O,{children:[r("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[r(V,{name:"clock"})," ",r("b",{children:`${i}\
 under way`}),r("span",{class:"digits",children:u.map(c=>` · ${c}`).join("")})]}),r(L,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),r("span",{class:"wide-only cut",children:r(to,{})})]})}function si(e,t){let n=Se(e,t),o=n&&(tt(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${o}`}function to(){let{status:e,opened:t}=k(),{ended:n=[],running:o=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return o?null:r("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=ii(s);return r("span",{class:i?"cut failed":"cut",title:a,children:[r(V,{name:i?"warning":"check"})," ",
a]})}function ii({number:e,how:t,words:n,seconds:o,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=o>=1?` after ${Math.round(o)} s`:"";return[`${i} came${a}`,s?ie(s):""].filter(Boolean).join(" · ")}function ai(){let{shown:e,element:t,undo:n}=k().history.
outcome,o=e.value;if(!o)return null;let s=o.lines.join(" ");return r("span",{ref:t,class:o.failed?"outcome failed":"outcome",children:[r("span",{class:"cut",title:s,
children:s}),o.undo&&r(O,{children:[r(L,{press:n,class:"link",children:"Undo"}),r("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function ro(){let{height:e,resize:t,fills:n}=k().layout,o=z({y:0,height:0});function s(l){let u={ArrowUp:-Ke,ArrowDown:Ke}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){o.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(o.current.height+l.clientY-o.current.y)}return n.value?null:r("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":_t,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var Ce=[["make","Make"],["compare","Compare"],["jobs","Jobs"]];function oo({id:e}){let{layout:t}=k();return r("header",{children:[r("b",{children:"imagegen"}),r(
li,{id:e}),r("span",{class:"spring"}),r("span",{class:"roomy from",children:[r(hn,{}),r($t,{})]}),r("span",{class:"roomy",children:[r(Z,{icon:"keys",name:"Keys",
hint:"Keys (?)",class:"small",press:()=>t.open("keys")}),r(gn,{})]}),r(Z,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}
function li({id:e}){let{layout:t,status:n}=k(),o=z(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let c=Ce.findIndex(([b])=>b===t.tab.peek()),
p={ArrowRight:(c+1)%Ce.length,ArrowLeft:(c+Ce.length-1)%Ce.length,Home:0,End:Ce.length-1}[u.key],[h]=Ce[p??-1]??[];h&&(u.preventDefault(),t.show(h),o.current?.querySelectorAll(
"button")[p??0]?.focus())}return r("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:o,onKeyDown:l,children:Ce.map(([u,c])=>{let p=t.tab.value===u,h=u===
"jobs"&&a>0;return r(L,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":p,"aria-describedby":h?`${e}-count`:void 0,
tabIndex:p?0:-1,children:[c,h&&r(O,{children:[r("span",{class:"count","aria-hidden":"true",children:a}),r("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function hn(){let{gateway:e="",sketches:t}=k().status.value;return r("span",{class:"where cut",children:t?"offline sketches":e})}
function gn(){let{layout:e}=k(),t=e.whole.value;return r(Z,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or Es\
c)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function io(){let{status:e,layout:t}=k(),{jobs:n,atOnce:o=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:c}=n;return r("div",{class:"jobs",children:[u.length>0&&r(ui,{lines:u,unsent:c}),r(ci,{}),r("section",{"aria-label":"Under way",children:[r("div",{class:"\
title",children:[r("span",{class:"heading",children:`Under way ${i}`}),r("span",{class:"grey",children:`at most ${o} at a time`})]}),r("ol",{children:s.filter(({
number:p})=>p).map(p=>r(pi,{job:p},p.id))})]}),a>0&&r(fi,{jobs:s.filter(({number:p})=>!p),count:a}),l.length>0&&r(di,{jobs:l}),r("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function ui({lines:e,unsent:t}){return r("div",{class:"\
alert",role:"alert",children:[r(We,{of:e}),t>0&&r("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function ci(){let{status:e,layout:t}=k(),{
money:n}=e.value;if(!n)return null;let{spent:o,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-o-s);return r("section",{class:"budget","aria-label":"\
Budget",children:[r("div",{class:"row",children:[r("span",{children:[r("b",{class:"digits large",children:ie(o)}),i===null?" today":` of ${ie(i)} today`,i!==null&&
r("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),r("span",{class:"spring"}),r(L,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&r(pn,{money:n,budget:i}),r("p",{class:"legend grey",children:[r("span",{children:[r("i",{class:"spent"}),
`${ie(o)} spent, ${so(a,"picture")}`]}),(s>0||i!==null)&&r("span",{children:[r("i",{class:"held-money"}),`${ie(s)} held for ${so(l,"call")}`]}),i!==null&&r("spa\
n",{children:[r("i",{}),`${ie(u)} left`]})]})]})}function pi({job:e}){let t=mn(e),n=t-e.seconds,o=Se(e,t),s=eo(e,n);return r("li",{class:"job",children:[r(vn,{hash:e.
input}),r(ao,{job:e}),r("span",{class:"state",children:[r("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?r(O,{children:[r(V,{name:"paused"})," the\
 gateway asked to wait",r("span",{class:"below grey digits",children:s})]}):r(O,{children:[r("span",{class:tt(e,t)?"slow":"grey digits",children:o}),r(fn,{job:e,
seconds:t})]})]}),r(At,{job:e,class:"small"})]})}function fi({jobs:e,count:t}){let{removeWaiting:n}=k();return r("section",{"aria-label":"Waiting",children:[r("\
div",{class:"title",children:[r("span",{class:"heading",children:`Waiting ${t}`}),r("span",{class:"grey",children:"not sent: removing is free"}),r("span",{class:"\
spring"}),r(L,{press:n,class:"small",children:`Remove all ${t}, free`})]}),r("ol",{children:e.map((o,s)=>r("li",{class:"job",children:[r(vn,{hash:o.input}),r(ao,
{job:o}),r("span",{class:"state grey",children:s===0?"next":"after that"}),r(At,{job:o,class:"small"})]},o.id))}),t>e.length&&r("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function ao({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return r(lo,{title:e.prompt,facts:t})}function lo({title:e,facts:t}){
return r("span",{class:"words-of-job",children:[r("b",{class:"cut",title:e,children:e}),r("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var mi=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function di({jobs:e}){let t=mi.map(([n,o])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${o}`:""});return r("section",{"aria-label":"Ended",children:[r("div",{class:"title",children:[r("span",{class:"heading",children:"Late\
ly"}),r("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),r("span",{class:"spring"}),r("code",{class:"grey roomy",children:"%imagegen spend"})]}),r(
"ol",{children:e.map(n=>r(hi,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function hi({job:e}){let{viewing:t,layout:n,again:o,waitAgain:s}=k(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],gi):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return r("li",
{class:"job",children:[r(vn,{hash:e.hash}),r(lo,{title:i,facts:[e.model,a]}),r("span",{class:"state",children:r(vi,{job:e})}),e.how==="left"&&r(L,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&r(L,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&r(Ae,{
press:()=>o(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var gi={hour:"2-digit",minute:"2-digit"};function vi({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?r(O,{children:[r("span",{class:"digits",children:[t,e.cost?ie(e.cost):""].filter(Boolean).join(" · ")}),
" ",r("span",{class:"good",children:[r(V,{name:"check"})," done"]})]}):e.how==="failed"?r("span",{class:"failed two-lines",title:e.words,children:[r(V,{name:"wa\
rning"})," ",e.words]}):r(O,{children:[r("span",{class:"slow",children:[r(V,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",r("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function vn({hash:e}){let t=de(e,"tile");return t?r("img",{src:t,alt:"",width:40,height:40}):
r("span",{class:"none",children:r(V,{name:"picture"})})}function so(e,t){return`${e} ${t}${e===1?"":"s"}`}var uo=200;function co(){let{composer:e,copyComposedCell:t,unsendable:n}=k(),{fine:o}=e.plan.value,s=n.value||e.plan.value.words;return r("section",{class:"comp\
oser","aria-label":"Composer",ref:e.form,children:[r("div",{class:"heading",children:"Inputs"}),r(yi,{}),r(wi,{}),r(_i,{}),r(ki,{}),r("p",{class:o?"plan":"plan \
failed",hidden:!s,children:s}),r("p",{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:r(We,{of:e.complaint.value})}),r("div",{class:"act\
ions",children:[r(Ae,{press:e.generate,class:"primary",disabled:!!n.value,children:"Generate"}),r(L,{press:t,children:"Copy cell"})]})]})}function yi(){let{composer:e}=k(),
t=z(null),n=z(null),o=z(null),s=z(-1),i=e.inputs.value;j(()=>{s.current<0||((t.current?.querySelectorAll("button")[s.current]??n.current)?.focus(),s.current=-1)});
function a(c){s.current=c,e.remove(c)}function l(c,p){let h={ArrowLeft:-1,ArrowRight:1}[c.key]??0;!c.altKey||!h||!e.move(p,h)||(c.preventDefault(),s.current=p+h)}
function u(c){e.take({files:[...c.files??[]],folder:!1}),c.value=""}return r("div",{class:"strip",children:[r("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.
length===0,children:i.map((c,p)=>r(bi,{input:c,place:p,remove:()=>a(p),press:h=>l(h,p)},c.ref))}),r(L,{ref:n,press:()=>o.current?.click(),class:e.hovered.value?
"drop over":"drop",children:e.sending.value?`sending ${e.sending.value} …`:"drop, paste or pick a picture"}),r("input",{ref:o,type:"file",multiple:!0,hidden:!0,
accept:"image/*",onChange:c=>u(c.currentTarget)})]})}function bi({input:e,place:t,remove:n,press:o}){let{composer:s}=k(),i=de(e.hash,"tile");function a(l){l.preventDefault(),
l.stopPropagation(),l.dataTransfer&&s.take(vt(l.dataTransfer),t)}return r("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[
r("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),r("span",{class:"order",children:t+1}),r(L,{press:n,onKeyDown:o,"aria-label":`Remove input ${t+1}`,
title:"Remove (Alt+← and Alt+→ move it)",children:"×"})]})}function wi(){let{offer:e,takeOffer:t,hideOffer:n}=k().composer,o=e.value,s=o&&o.prompt.length>uo?
`${o.prompt.slice(0,uo)} …`:o?.prompt;return r("p",{class:"found-words",role:"status",hidden:!o,children:o&&r(O,{children:[r("span",{children:`${o.name} has a\
 prompt in it (${o.by}): ${s}`}),r(L,{press:t,children:"Use its prompt"}),r(L,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function _i(){
let{composer:e}=k(),t=le(fe,[]);function n(o){o.key!=="Enter"||!(o.shiftKey||o.ctrlKey||o.metaKey)||(o.preventDefault(),o.repeat||e.generate())}return r(O,{children:[
r("div",{class:"heading",children:r("label",{for:t,children:"Prompt"})}),r("textarea",{ref:e.box,id:t,rows:4,...Ee,value:e.template.value,onInput:o=>e.write(o.currentTarget.
value),onKeyDown:n})]})}function ki(){let{composer:e,status:t}=k(),{model:n,models:o=[],aspects:s=[]}=t.value,[i,a,l]=le(()=>[fe(),fe(),fe()],[]);return r("div",
{class:"options",children:[r("label",{for:i,children:"model"}),r("input",{id:i,type:"text",size:11,list:a,placeholder:n??"",...Ee,value:e.model.value,onInput:u=>e.
setModel(u.currentTarget.value),onChange:e.tell}),r("datalist",{id:a,children:o.map(u=>r("option",{value:u},u))}),r("label",{for:l,children:"aspect"}),r("select",
{id:l,value:e.aspect.value,onChange:u=>e.setAspect(u.currentTarget.value),children:[r("option",{value:"",children:"auto"}),s.map(u=>r("option",{value:u,children:u},
u))]})]})}function po(){let{history:e,widen:t}=k().layout,n=z(null),o=z({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=c=>t(Math.min(c,s().most));function a(c){let p={ArrowLeft:Ke,ArrowRight:-Ke}[c.key]??0;p&&(c.preventDefault(),i(s().width+p))}function l(c){
o.current={x:c.clientX,width:s().width},c.currentTarget.setPointerCapture(c.pointerId)}function u(c){c.currentTarget.hasPointerCapture(c.pointerId)&&i(o.current.
width-c.clientX+o.current.x)}return r("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||kt,"aria-valuemin":kt,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}var Ei=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),Si=44;function mo(e){let{entry:t,group:n,place:o,count:s,
x:i,y:a,side:l,isSeen:u,isActive:c,isShown:p,isSelected:h}=e,{history:b}=k(),{active:f,stand:m}=b.cursor,d={group:n,place:o},v=["tile",ho(t),p&&"shown",t?.deleted&&
"deleted",l<Si&&"small"],_=()=>f.peek().group!==n||f.peek().place!==o;function w(A){A.shiftKey?b.extendTo(d):b.take(d,A.ctrlKey||A.metaKey)}return r("div",{role:"\
option",class:v.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:c?0:-1,"aria-selected":h,"aria-se\
tsize":s,"aria-posinset":o+1,"aria-label":t?fo(t):"loading",title:t?fo(t):void 0,onClick:w,onFocusIn:()=>_()&&m(d),children:[t&&r(Ti,{entry:t,isSeen:u}),e.order>
0&&r("span",{class:"order",children:e.order}),t?.starred&&r("span",{class:"star",children:r(V,{name:"star-full"})})]})}function Ti({entry:e,isSeen:t}){let n=ho(
e);return n==="running"?r(Mi,{entry:e}):n===""?r(xi,{entry:e,isSeen:t}):r(O,{children:[r("b",{children:[r(V,{name:"warning"})," ",e.ref]}),r("span",{class:"word\
s",children:e.words||"may have been billed"})]})}function xi({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",o=de(n,"tile",t);return r(O,{children:[o===""?
r("span",{class:"words",children:"The file is gone."}):r("img",{alt:"",draggable:!1,src:o||void 0},n),r("span",{class:"number cut",children:ge(e)})]})}function Mi({
entry:e}){let{status:t}=k(),n=e.age+ke(e.received),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r(O,{children:[r("span",{children:e.ref}),r("b",
{class:"digits",children:`${Math.floor(n)} s`}),r("span",{class:"digits",children:o?.high?dn(o):""})]})}function ho(e){return!e||e.pictures.length?"":e.status===
"sent"?"running":"failed"}function fo(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=Ei.get(e.status),n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:
"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`${e.ref} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Ct=160;function vo(){let{history:e}=k(),{entries:t,cursor:n,shelves:o,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=o.tops.
value,c=n.active.value,p=`${u[i]??0}px`,h=o.groupAt(Math.max(0,a-Ct)),b=Math.min(i-1,o.groupAt(l+Ct)),f=Array.from({length:b-h+1},(_,w)=>h+w),m=[...new Set([...f,
c.group])].filter(_=>_<i);m.sort((_,w)=>_-w);let d=Ni(),v=Ai();return Pi(),$i(),r("div",{class:d.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&r("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),r("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[r("div",{class:"headings",style:{height:p},children:m.map(_=>r(Ci,{group:_},t.group(_)?.key??_))}),r("div",{class:"space",style:{height:p},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:v,children:m.map(_=>r(Hi,{group:_,top:a,bottom:l},t.held(_)?.key??_))})]}),
d.length>0&&r(Ri,{marks:d})]})}function Pi(){let{cursor:e}=k().history,t=e.focusings.value,n=z(t),o=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");j(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||o)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function $i(){let{cursor:e,shelves:t,entries:n}=k().history,o=t.tops.value,s=e.focusings.value;j(()=>{e.settle(),e.measure()},[o,s,
n.version.value]),j(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function Ai(){let{history:e}=k(),
{entries:t,cursor:n,shelves:o}=e;function s(a,l,u){let c=a;for(let p=0;p<u;p+=1)c=l(c)??c;return c}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},c=Math.max(1,Math.floor(u/o.side.peek())-1),p=t.total.peek()-1;switch(a){case"ArrowLeft":return o.beside(l,-1)??l;case"ArrowRight":return o.beside(l,
1)??l;case"ArrowUp":return o.below(l,-1)??l;case"ArrowDown":return o.below(l,1)??l;case"PageUp":return s(l,h=>o.below(h,-1),c);case"PageDown":return s(l,h=>o.below(
h,1),c);case"Home":return{group:0,place:0};case"End":return{group:p,place:o.shown(p)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
c=a.altKey?null:i(a.key),p=t.at(l);if(a.key==="End"&&!a.shiftKey)e.walkToLast();else if(c)a.shiftKey?e.extendTo(c):e.walk(c);else if(a.key==="Enter"||a.key===" ")
a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&a.key==="a")e.selectEverything();else if(!p||!e.pressTile(a,p))return;a.preventDefault()}}function Ci({
group:e}){let{history:t}=k(),{entries:n,shelves:o,cursor:s}=t,i=n.held(e),a=o.topOf(e),l=o.topOf(e+1)-a-nn,u=s.active.value.group===e,c=o.isFolded(e);if(!i)return null;
let p=i.count===1?"1 picture":`${i.count.toLocaleString("en")} pictures`;function h(f){let m={ArrowUp:-1,ArrowDown:1}[f.key],d={ArrowLeft:0,ArrowRight:1}[f.key];
if(m)b(f.currentTarget,m);else if(d!==void 0)f.currentTarget.querySelectorAll("button")[d]?.focus();else return;f.preventDefault()}function b(f,m){let d=[...s.list.
current?.querySelectorAll(".group")??[]],v=d[d.indexOf(f)+m]?.querySelector("button");v?.scrollIntoView({block:"nearest"}),v?.focus()}return r("div",{style:{top:`${a}\
px`,height:`${l}px`},children:r("div",{class:"group",role:"toolbar","aria-label":i.title,style:{height:`${_e}px`},onKeyDown:h,children:[r("button",{type:"button",
class:"title",tabIndex:u?0:-1,"aria-expanded":!c,title:i.title,onClick:()=>o.fold(i.key,!c),children:[r(V,{name:c?"right":"down"}),r("span",{class:"cut",children:i.
title||"without words"})]}),r("button",{type:"button",class:"many digits",tabIndex:-1,"aria-label":`Select all: ${p}`,title:"Select all of them",onClick:()=>t.selectGroup(
e),children:i.count.toLocaleString("en")}),r("span",{class:"when digits",children:Li(i,n.arrangement.value==="time")})]})})}function Li({age:e,received:t},n){if(n)
return"";let o=new Date(Date.now()-e*1e3-(performance.now()-t)),s=Math.round((go(new Date)-go(o))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(o.getHours())}\
:${i(o.getMinutes())}`;if(s===1)return"yesterday";if(s<7)return`${Bi[o.getDay()]} ${o.getDate()}`;let a=Di[o.getMonth()]??"";return o.getFullYear()===new Date().
getFullYear()?`${o.getDate()} ${a}`:`${a} ${o.getFullYear()}`}var go=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),Bi=["Sun","Mon","Tue","Wed",
"Thu","Fri","Sat"],Di="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function Hi({group:e,top:t,bottom:n}){let{history:o,viewing:s}=k(),{entries:i,
shelves:a,cursor:l,selection:u}=o,c=i.held(e),p=s.shown.value?.ref,h=l.active.value,[b,f]=a.between(e,t-Ct,n+Ct),[m,d]=a.between(e,t,n),v=new Set(Array.from({length:Math.
max(0,f-b)},(w,A)=>b+A));h.group===e&&h.place<a.shown(e)&&v.add(h.place);let _=[...v].sort((w,A)=>w-A);return r("div",{role:"group","aria-label":c?`${c.title}, ${c.
count}`:"loading",children:_.map(w=>{let A={group:e,place:w},P=i.at(A),F=P?.ref??"",{x,y:D,side:H}=a.box(A);return r(mo,{entry:P,group:e,place:w,count:c?.count??
1,x,y:D,side:H,isSeen:w>=m&&w<d,isActive:e===h.group&&w===h.place,isShown:P!==null&&F===p,isSelected:P!==null&&(u.has(F)||u.has(P.number)),order:u.orders.value.
get(F)??0},F||`at ${w}`)})})}var Oi=/^[A-Z][a-z]+ \d{4}$/,Ii=16;function Ni(){let{entries:e}=k().history;if(e.arrangement.value!=="time")return[];let t=[];for(let o=0;o<
e.total.value;o+=1){let s=e.group(o)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;Oi.test(s)&&t.push({group:o,title:s,words:l?a:i.slice(
0,3)})}if(t.length<2)return[];let n=t.filter(({words:o})=>/^\d/.test(o));return t.length>Ii?[...t.slice(0,1),...n]:t}function Ri({marks:e}){let{cursor:t}=k().history;
function n(o){let s={ArrowUp:-1,ArrowDown:1}[o.key];if(!s)return;let i=[...o.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),
o.preventDefault()}return r("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:o,title:s,words:i},a)=>r("button",{type:"button",tabIndex:a===
0?0:-1,"aria-label":s,title:s,onClick:()=>t.scrollTo(o),children:i},s))})}var Fi="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function yo(){let{search:e,everything:t,arrivals:n,lookAtNew:o}=k().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,c=n.count.value,p=le(fe,
[]),{query:h,count:b}=a.value,f=l.value.length>0;function m(d){if(d.key==="Enter")e.ask();else if(d.key==="Escape"&&i.peek())e.clear();else return;d.preventDefault()}
return r("div",{class:"search",children:[r(V,{name:"search"}),r("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("en")}\
 pictures`,"aria-label":"Search history","aria-describedby":p,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...Ee,value:i.value,onInput:d=>e.type(
d.currentTarget.value),onKeyDown:m}),r("p",{class:"found",role:"status",children:h?b===0?"Nothing found":`${b.toLocaleString("en")} found`:""}),c>0&&r(L,{press:o,
class:"link new",title:"Look at the newest",children:`${c} new`}),r("p",{class:"hint",id:p,children:Fi}),r("p",{class:"alert",role:"alert",hidden:!f,children:r(
We,{of:l.value})})]})}function bo(){let{search:e}=k().history,{query:t,count:n}=e.found.value;return!t||n>0?null:r("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,r(L,{press:e.clear,class:"link",children:"Clear search"})]})}function wo(){return r("section",{class:"history","aria-label":"History",children:[r("div",{class:"finder",children:[r(yo,{}),r(Wi,{})]}),r(bo,{}),r(vo,{})]})}function Wi(){
let{history:e}=k(),{search:t,shelves:n,entries:o}=e,s=o.arrangement.value;return r("div",{class:"row",children:[r("div",{class:"segment",role:"group","aria-labe\
l":"Grouped by",children:[r(L,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),r(L,{press:()=>e.arrange("time"),
class:"small","aria-pressed":s==="time",children:"Time"})]}),r(Z,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starred"),press:()=>t.toggle(
"is:starred")}),r(Z,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),r("span",{class:"spring"}),
r("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:Re.least,max:Re.most,value:n.size.value,onInput:i=>n.
resize(i.currentTarget.valueAsNumber)})]})}var _o="a small green frog wearing a tiny crown";function ko(){let{composer:e,status:t}=k();return r(O,{children:[r("div",{class:"toolbar"}),r("div",{class:"gro\
und",children:r("div",{class:"begin",children:[r("p",{children:["Write a prompt and press ",r("kbd",{children:"Shift"})," ",r("kbd",{children:"Enter"}),",",r("b\
r",{}),"or drop a photograph to edit it."]}),r(L,{press:()=>e.use(_o),children:_o})]})}),r("div",{class:"facts",children:t.value.sketches&&r("p",{class:"grey",children:[
"Offline sketches: nothing leaves the machine, nothing is paid.",r("br",{}),r("code",{children:"%imagegen use NAME"})," brings real pictures."]})})]})}var Ui=["Nobody knows what came of it.","It may have been made and billed."];function Eo({entry:e}){let{details:t}=k().viewing,[n="",...o]=e.error.length?e.error:
Ui,{words:s}=e,i=s&&n.endsWith(`: ${s}`)?n.slice(0,-s.length-2):n,a=[i===n?"":s,t.value?.text??e.text];return r("div",{class:"failure",children:[r("p",{class:"h\
appened",children:[r(V,{name:"warning"}),r("b",{children:i})]}),o.map((l,u)=>r("p",{children:l},u)),a.filter(Boolean).map((l,u)=>r("p",{class:"said",children:`“${l}\
”`},u))]})}function nt({name:e,class:t,children:n}){let{viewing:o}=k(),s=z(null);j(()=>{let a=s.current,l=document.activeElement;(a?.querySelector("input:enabled, button, \
textarea, a")??a)?.focus({preventScroll:!0});let c=({target:p})=>{p instanceof Element&&!a?.contains(p)&&!p.closest("[aria-expanded]")&&o.lay("")};return document.
addEventListener("pointerdown",c,!0),()=>{document.removeEventListener("pointerdown",c,!0),(!document.activeElement||a?.contains(document.activeElement))&&l instanceof
HTMLElement&&l.focus({preventScroll:!0})}},[o]);function i(a){a.key!=="Escape"||a.defaultPrevented||(a.preventDefault(),o.lay(""))}return r("div",{ref:s,class:`\
popover ${t}`,role:"dialog","aria-label":e,tabIndex:-1,onKeyDown:i,children:n})}function So({entry:e}){let{viewing:t,history:n}=k();n.entries.version.value;let o=e.pictures.length>0;return r(me,{name:"View",class:"toolbar",children:[r(Z,{press:()=>t.
step(-1),icon:"left",name:"The one before",hint:"The one before (←)",class:"small","aria-disabled":!n.neighbour(e.ref,-1)}),r(Z,{press:()=>t.step(1),icon:"rig\
ht",name:"The next one",hint:"The next one (→)",class:"small","aria-disabled":!n.neighbour(e.ref,1)}),r("b",{class:"digits cut",children:ge(e)}),e.pictures.length>
1&&r(bn,{entry:e}),r("span",{class:"spring"}),o&&r(Pt,{zoom:t.zoom}),o&&r(yn,{hint:"With what it was made from (c)"})]})}function yn({hint:e}){let{compare:t}=k();
return r(L,{press:t,class:"small",title:e,children:[r(V,{name:"compare"}),"Compare"]})}function bn({entry:e}){let{position:t,turnTo:n}=k().viewing;return r("spa\
n",{class:"segment",role:"group","aria-label":"Pictures of this answer",children:e.pictures.map((o,s)=>r(L,{press:()=>n(s),class:"small","aria-pressed":s===t.value,
"aria-label":`Picture ${s+1}`,children:s+1},s))})}function To({entry:e,picture:t,full:n}){let{takePrompt:o,viewing:s}=k(),{details:i,following:a,follow:l}=s,u=i.value?.prompt??e.prompt,c=i.value?.text??e.text;return r(
nt,{name:`More of @${e.number}`,class:"more",children:[r("div",{class:"actions",children:[r(qi,{entry:e}),t&&r("span",{class:"cramped",children:[r(L,{press:()=>o(
e),children:"Use prompt"}),r("a",{class:"button",download:un(e,t),...n&&{href:n},children:"Download"})]}),r(L,{press:()=>l(!a.value),"aria-pressed":a.value,title:"\
Show each new picture when it comes",children:"Follow the newest"})]}),e.pictures.length>1&&r(bn,{entry:e}),c&&r(O,{children:[r("div",{class:"heading",children:"\
The model's words"}),r("p",{class:"whole",children:c})]}),r("div",{class:"heading",children:"Prompt"}),r("p",{class:"whole",children:u}),r("div",{class:"heading",
children:"Details"}),r(zr,{entry:e})]})}function qi({entry:e}){let{history:t,viewing:n}=k(),o=[e.number];function s(){n.lay(""),t.remove(o)}return r(O,{children:[
r(L,{press:()=>t.save(o),title:"A zip with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?r(L,{press:()=>t.restore(o),children:"\
Restore"}):r(L,{press:s,title:"Out of sight, with a way back (Del)",children:"Delete"})]})}var zi="starred",xo=e=>e.split(/\s+/).filter(Boolean);function Mo({entry:e}){let{marks:t}=k().viewing;return r(nt,{name:`Tags and a note of @${e.number}`,class:"\
tags-and-note",children:r("div",{ref:t,children:[r(Gi,{}),r(Vi,{})]})})}function Gi(){let{details:e,newTags:t,writeTags:n,markShown:o}=k().viewing,s=z(null),i=(e.
value?.tags??[]).filter(u=>u!==zi);function a(u){let c=xo(t.peek());if(u.key==="Enter"&&c.length)o({kind:"tag",changes:c});else if(u.key!=="Escape"||c.length===
0)return;u.preventDefault(),n("")}function l(u){o({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return r("span",{class:"tagging",children:[r("ul",{class:"t\
ags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>r("li",{children:[r("span",{children:u}),r(L,{press:()=>l(u),"aria-label":`Remove tag ${u}`,children:"\
×"})]},u))}),r("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...Ee,readOnly:e.value===null,value:t.value,onInput:u=>n(
u.currentTarget.value),onKeyDown:a})]})}function Vi(){let{details:e,note:t,writeNote:n,keepNote:o,dropNote:s}=k().viewing;function i(a){let l=t.peek().trim()!==
(e.peek()?.note??"").trim();if(a.key==="Enter"&&!a.shiftKey)o();else if(a.key==="Escape"&&l)s();else return;a.preventDefault()}return r("textarea",{class:"note",
"aria-label":"Note",placeholder:"Note",enterkeyhint:"done",readOnly:e.value===null,value:t.value,rows:Math.min(6,Math.max(2,t.value.split(`
`).length)),onInput:a=>n(a.currentTarget.value),onBlur:o,onKeyDown:i})}function Po({numbers:e}){let{history:t,viewing:n}=k(),o=He("");function s(i){let a=xo(o.peek());
i.key!=="Enter"||a.length===0||(i.preventDefault(),t.mark(e,{kind:"tag",changes:a}),n.lay(""))}return r(nt,{name:`Tags for ${e.length}`,class:"tags-for-all",children:r(
"input",{type:"text","aria-label":"Tags for the selected",placeholder:"word, or -word",enterKeyHint:"done",...Ee,value:o.value,onInput:i=>o.value=i.currentTarget.
value,onKeyDown:s})})}var wn=24,Ji=26,$o=8,Xi=4;function Ao({refs:e}){let{history:t,viewing:n}=k(),o=Zi(e),s=t.selection.numbers.value,i=e.length-wn;return r(O,{children:[r(me,{name:"\
View",class:"toolbar",children:[r("b",{children:`${e.length} selected`}),i>0&&r("span",{class:"grey cut",children:`the first ${wn} are seen`}),r(L,{press:t.clear,
class:"small link",title:"Select none (Esc)",children:"None"}),r("span",{class:"spring"}),r(yn,{hint:"The first two (c)"})]}),r(ji,{refs:e.slice(0,wn),entries:o}),
r(ea,{refs:e,entries:o}),n.over.value==="tags"&&r(Po,{numbers:s})]})}function Zi(e){let{history:t}=k();t.entries.version.value;let n=He(new Map),o=new Map(t.selection.
chosen.value.map(({ref:a,entry:l})=>[a,l])),s=new Map(n.value);for(let a of e){let l=t.entries.find(a)??o.get(a);l&&s.set(a,l)}let i=e.filter(a=>!s.has(a)).join();
return Xt(()=>{i&&t.selected().then(a=>{n.value=new Map(a.map(l=>[l.ref,l]))},()=>{})},[i,t,n]),s}function ji({refs:e,entries:t}){let{history:n,viewing:o}=k(),s=z(
null),i=He({width:0,height:0}),a=Yi(e.length,i.value);j(()=>{let u=s.current;if(!u)return;let c=()=>{i.value={width:u.clientWidth,height:u.clientHeight}},p=new ResizeObserver(
c);return p.observe(u),c(),()=>p.disconnect()},[i]);function l(u,c){let p=e.filter(f=>f!==u);n.selection.dropRef(u);let[h]=p,b=h&&p.length===1?t.get(h):null;if(b)
o.show(b),setTimeout(()=>o.area.current?.focus());else{let f=s.current?.querySelectorAll("button");(f?.[c+1]??f?.[c-1])?.focus()}}return r("ul",{ref:s,class:"su\
rvey","aria-label":"The selected pictures",style:{gridTemplateColumns:`repeat(${a}, minmax(0, 1fr))`},children:e.map((u,c)=>r(Qi,{reference:u,entry:t.get(u),order:n.
selection.orders.value.get(u)??0,isLarge:e.length<=Xi,takeOut:()=>l(u,c)},u))})}function Yi(e,t){let n={columns:1,side:-1/0};for(let o=1;o<=e;o+=1){let s=Math.ceil(
e/o),i=(t.width-$o*(o-1))/o,a=(t.height-$o*(s-1))/s-Ji,l=Math.min(i,a);l>n.side&&(n={columns:o,side:l})}return n.columns}function Qi({reference:e,entry:t,order:n,
isLarge:o,takeOut:s}){let i=t?.pictures[t.main]?.hash??"",{src:a,gone:l}=Fe(i,o?"full":"thumbnail"),u=l||t!==void 0&&t.status!=="sent",c=l?"The file is gone.":t?.
words||(u?"failed":"under way"),p=t?t.name||t.prompt:"";return r("li",{children:[i&&!l?r("img",{alt:t?.prompt??"",draggable:!1,src:a||void 0},i):r("p",{class:u?
"words failed":"words",children:c}),r("div",{class:"label",children:[n>0&&r("span",{class:"disc",children:n}),r("span",{class:"reference cut",children:e}),r("sp\
an",{class:"name cut",title:p,children:p}),r(Z,{press:s,icon:"close",name:`Take ${e} out of the selection`,class:"small"})]})]})}function ea({refs:e,entries:t}){
let{history:n,inputs:o}=k(),s=e.flatMap(h=>t.get(h)??[]),i=n.selection.numbers.value,a=s.filter(({number:h})=>h),l=new Set(a.map(({rating:h})=>h)),[u=0]=l.size===
1?l:[],c=a.length===i.length&&a.every(({starred:h})=>h),p=a.length>0&&a.every(({deleted:h})=>h);return r(me,{name:"Selected",class:"facts",children:r("div",{class:"\
row actions",children:[r(L,{press:()=>o("edit",s),class:"primary",title:`e: ${s.length} pictures, each a call of its own`,children:"Edit each"}),r(L,{press:()=>o(
"add",s),title:"a: one call with all of them",children:"Use together"}),i.length>0&&r(O,{children:[r("span",{class:"rule"}),r("span",{class:"grey",children:"all\
:"}),r(St,{rating:u,rate:h=>n.mark(i,{kind:"rate",rating:h})}),r(Tt,{name:"Star all",isStarred:c,press:()=>n.star(i)}),r(xt,{name:"Tag all"}),r("span",{class:"s\
pring"}),r(Z,{press:()=>n.save(i),icon:"download",name:"Export",hint:"Export: a zip with all of them"}),p?r(L,{press:()=>n.restore(i),children:"Restore"}):r(Z,{
press:()=>n.remove(i),icon:"delete",name:"Delete",hint:"Delete, with a way back (Del)"})]})]})})}function Co(){let{viewing:e,history:t}=k(),n=na(),o=e.shown.value,s=t.selection.refs.value;return r("section",{class:"stage","aria-label":"Stage",onKeyDown:n,children:r(
ta,{entry:o,refs:s})})}function ta({entry:e,refs:t}){return t.length>1?r(Ao,{refs:t}):e?r(ra,{entry:e}):r(ko,{})}function na(){let{viewing:e,history:t,input:n}=k();
return o=>{if(o.target instanceof Element&&o.target.matches("input, textarea, select")||o.defaultPrevented)return;let{refs:i,numbers:a,chosen:l}=t.selection,u=i.
peek().length>1,[c]=l.peek(),p=u?t.entries.find(c?.ref??"")??c?.entry:e.shown.peek();if(!p)return;let h=!(o.ctrlKey||o.metaKey||o.altKey);function b(m){let{key:d}=o;
return et(o,e.zoom)?!0:d==="ArrowLeft"||d==="ArrowRight"?e.step(d==="ArrowLeft"?-1:1):d!=="e"&&d!=="a"||o.repeat?!1:(n(d==="e"?"edit":"add",m,e.position.peek()),
!0)}(h&&!u&&b(p)||t.press(o,p,u?a.peek():[p.number].filter(Boolean)))&&o.preventDefault()}}function ra({entry:e}){let{viewing:t}=k(),{zoom:n,position:o,over:s}=t,
i=e.pictures[o.value],{src:a,full:l,gone:u}=Fe(i?.hash??""),{width:c=0,height:p=0}=i??{};return j(()=>n.show(c,p),[n,c,p]),r(O,{children:[r(So,{entry:e}),r(Mt,{
zoom:n,area:t.area,src:a,hash:i?.hash??"",alt:e.prompt,children:[u&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!i&&(e.status===
"sent"?r(oa,{entry:e}):r(Eo,{entry:e}))]}),r(Vr,{entry:e,picture:i,full:l}),s.value==="tags"&&r(Mo,{entry:e}),s.value==="more"&&r(To,{entry:e,picture:i,full:l})]})}
function oa({entry:e}){let{status:t}=k(),n=e.age+ke(qr(e)),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r("div",{class:"pending",children:[r("\
b",{class:"digits",children:`${Math.floor(n)} s`}),r("span",{children:o&&Se(o,n)||"under way"})]})}var sa=[["compose","Compose"],["picture","Picture"],["history","History"]];function Lo(){return r("div",{class:"make",children:[r(ia,{}),r(_n,{name:"compose",children:[
r(co,{}),r(Qr,{})]}),r(_n,{name:"picture",children:r(Co,{})}),r(_n,{name:"history",children:[r(po,{}),r(wo,{})]})]})}function ia(){let{part:e,turnTo:t}=k().layout;
return r("div",{class:"segment parts",role:"group","aria-label":"Part",children:sa.map(([n,o])=>r(L,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:o},
n))})}function _n({name:e,children:t}){let{part:n}=k().layout;return r("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var aa=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Bo(){let{sheet:e}=k().layout;return e.value==="keys"?r(la,{}):e.value==="more"?r(ua,{}):e.value==="budget"?r(ca,{}):null}function la(){return r(kn,{name:"\
Keys",children:[r("dl",{class:"keys",children:aa.map(([e,t])=>r("div",{children:[r("dt",{children:r("kbd",{children:e})}),r("dd",{children:t})]},e))}),r("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function ua(){let{layout:e}=k();return r(kn,{name:"More",children:[r("p",{class:"\
row",children:["Pictures come from ",r(hn,{})]}),r("p",{class:"row",children:r($t,{})}),r("p",{class:"row",children:[r(L,{press:()=>e.open("keys"),children:"Key\
s"}),r(gn,{})]})]})}function ca(){let{status:e,copyText:t}=k(),o=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return r(kn,{name:"The\
 budget of a day",children:[r("p",{children:"Run this in a cell, with the dollars that you mean:"}),r("p",{class:"row",children:[r("code",{children:o}),r(L,{press:()=>t(
o,"The command"),class:"small",children:"Copy"})]}),r("p",{class:"grey",children:["It holds for this kernel; a line ",r("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function kn({name:e,children:t}){let{closeSheet:n}=k().layout,o=z(null);j(()=>{let i=o.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=c=>{c.target instanceof Node&&i?.contains(c.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return r("div",{ref:o,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[r("div",{class:"row",children:[r("div",{class:"title",children:e}),r("spa\
n",{class:"spring"}),r(Z,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var pa=[["make",Lo],["compare",jr],["jobs",io]];function Do(){let{said:e,layout:t}=k(),{words:n,count:o}=e.value,s=le(fe,[]);function i(a){if(!(a.target instanceof
Element&&a.target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return r("div",{class:"frame",onKeyDown:i,children:[
r(oo,{id:s}),r("div",{class:"views",children:pa.map(([a,l])=>r("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:r(l,{})},a))}),r(no,{}),r(ro,{}),r(Bo,{}),r("p",{class:"live","aria-live":"polite",children:r("span",{children:n},o)})]})}function fa({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let o=Nr(e,n),{composer:s,
layout:i}=o;ar(n),ur(n,{takes:c=>!!s.form.current?.contains(c),hover:s.hover,take:s.take});let a=fr(n,i.measure),l=ce(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=ce(()=>en(n,i.whole.value));
return qt(r(Kr,{value:o,children:r(Do,{})}),n),()=>{a(),l(),u(),en(n,!1),o.close(),qt(null,n),n.remove()}}var nm={render:fa};export{nm as default};
