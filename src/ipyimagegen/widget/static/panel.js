var $,bt,Ze,oe,Qe,Ae,wt,$e,kt,et,Je,xt,ye=Symbol.for("pv"),Le={},Ne=[],Yn=/^m(i|n|o|s|text|space)$/,tt=Array.isArray,nt=Ne.slice,le=Object.assign;function ue(e){
e&&e.parentNode&&e.remove()}function Et(e,t,n){var r,i,o,s={},a=arguments.length;for(o in t)o=="key"?r=t[o]:o=="ref"&&typeof e!="function"?i=t[o]:s[o]=t[o];return a>
2&&(s.children=a>3?nt.call(arguments,2):n),ve(e,s,r,i,null)}function ve(e,t,n,r,i){var o={type:e,props:t,key:n,ref:r,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ye,__v:i||++bt,__i:-1,__u:0};return!i&&$.vnode&&$.
vnode(o),o}function X(){return{current:null}}function D(e){return e.children}function pe(e,t){this.props=e,this.context=t,this.__g=0}function ie(e,t){if(t==null)
return e.__&&ie(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:ie(e)}function Zn(e){
var t,n=e.__v,r=n.__e,i=[],o=[],s=e.__P;s&&((t=le({constructor:ye},n)).__v=n.__v+1,$.vnode&&$.vnode(t),rt(s,t,n,e.__n,s.namespaceURI,32&n.__u?[r]:null,i,r||ie(n),
32&n.__u,o),t.__v=n.__v,t.__.__k[t.__i]=t,$t(i,t,o),n.__=n.__e=null,t.__e!=r&&Tt(t))}function Tt(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Tt(e)}function Ye(e){(8&e.__g||(e.__g|=8,oe.push(e),Ae++))&&Qe==$.debounceRendering||((Qe=$.debounceRendering)||queueMicrotask)(
St)}function St(){try{for(var e,t=1;oe.length;)oe.length>t&&oe.sort(wt),e=oe.shift(),t=oe.length,8&e.__g&&Zn(e)}finally{(Ae=oe.length)&&(Qe||queueMicrotask)(St)}}
function Mt(e,t,n,r,i,o,s,a,f,p,c){var d,v,l,_,h,g,y=r.__k||Ne,m=t.length;for(f=er(n,t,y,f,m),d=0;d<m;d++)(l=n.__k[d])!=null&&(v=~l.__i&&y[l.__i]||Le,l.__i=d,g=
rt(e,l,v,i,o,s,a,f,p,c),_=l.__e,(v.ref!=l.ref||8&v.__u)&&(v.ref&&ot(v.ref,null,l,v),l.ref&&c.push(l.ref,l.__c||_,l)),h=h||_,4&l.__u?(f=Pt(l,f,e,!v.__v),v.__e&&(v.
__e=null)):typeof l.type=="function"&&g!==void 0?f=g:_&&(f=_.nextSibling),l.__u&=-21);return n.__e=h,f}function er(e,t,n,r,i){var o,s,a,f,p,c,d,v,l,_=n.length,h=_,
g=0,y=0,m=e.__k=Array(i);for(o=0;o<i;o++)(s=t[o])!=null&&typeof s!="boolean"&&typeof s!="function"?(typeof s!="object"||s.constructor===String?s=m[o]=ve(null,s):
tt(s)?s=m[o]=ve(D,{children:s}):s.constructor===ye&&s.__b?s=m[o]=ve(s.type,s.props,s.key,s.ref,s.__v):m[o]=s,f=o+g,s.__=e,s.__b=e.__b+1,a=null,~(p=s.__i=tr(s,n,
f,h))&&(h--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(s.__u|=16,p==f-1?g--:p==f+1?g++:p!=f&&(p>f?g--:g++,y=1)):(~p||(i>_?g--:i<_&&g++),typeof s.type!="function"&&(s.__u|=
4))):m[o]=null;if(y){for(c=[],d=[],o=0;o<i;o++)if((s=m[o])&&16&s.__u){for(g=0,v=c.length;g<v;)c[l=g+v>>1]<s.__i?g=l+1:v=l;c[g]=s.__i,d[o]=g+1}for(g=c.length;o--;)
d[o]&&(d[o]==g?g--:m[o].__u|=4)}if(h)for(o=0;o<_;o++)!(a=n[o])||2&a.__u||(a.__e==r&&(r=ie(a)),it(a,a));return r}function Pt(e,t,n,r){var i,o,s,a;if(typeof e.type==
"function"){if(e.props.__P)return t;if(i=e.__k)for(o=0;o<i.length;o++)i[o]&&(i[o].__=e,t=Pt(i[o],t,n,!1));return t}for(t&&!t.parentNode&&(t=ie(e))&&!t.parentNode&&
(t=null),s=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;for(s!=a&&(!r&&n.moveBefore&&s.parentNode?n.moveBefore(s,t):n.insertBefore(s,t||null)),t=s;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function tr(e,t,n,r){var i,o=e.key,s=e.type,a=t[n],f=a&&!(2&a.__u);if(a===null&&o==null||f&&o==a.key&&s==a.type)return n;if(r>(f?1:0)){for(i=n-1;i>=0;i--)if((a=
t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&!(2&a.__u)&&o==a.key&&s==a.type)return i}return-1}function yt(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function Ce(e,t,n,r,i){var o,s;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof r=="string"&&(e.style.
cssText=r=""),r)for(t in r)n&&t in n||yt(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||yt(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof r!="function"&&(r=null),(e.__e||(e.__e={}))[t]=n,n&&r||(s=Je[t]||(Je[t]=nr(t)),(e.__a||(e.__a={}))[t]=et,o=t!=(t=t.replace(kt,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,s,o):e.removeEventListener(t,s,o));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function nr(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[$e]==null)t[$e]=et++;else if(t[$e]<this.__a[e])return;return n($.event?$.event(t):t)}}}function rt(e,t,n,r,i,o,s,a,f,p){
var c,d,v,l,_,h,g,y,m,k,M,K,q,z,E,N,O,b,B=t.type;if(t.constructor!==ye)return null;128&n.__u&&(f=32&n.__u,c=n.__c.__z)&&(t.__u|=f,d=o=[],c.nodeType==8?a=Be(c,o):
o.push(c),a=o[0]||a),(c=$.__b)&&c(t);e:if(typeof B=="function"){v=s.length;try{if(y=t.props,m=(c=B.prototype)&&c.render,k=(c=B.contextType)&&r[c.__c],M=c?k?k.props.
value:c.__:r,(l=n.__c)?(t.__c=l,2&l.__g&&(l.__g|=1)):(m?t.__c=l=new B(y,M):(t.__c=l=new pe(y,M),l.constructor=B,l.render=or),k&&k.sub(l),l.state||(l.state={}),l.
__n=r,l.__g|=8,l.__h=[],l.__k=[]),m&&(l.__s||(l.__s=l.state),B.getDerivedStateFromProps&&(l.__s==l.state&&(l.__s=le({},l.__s)),le(l.__s,B.getDerivedStateFromProps(
y,l.__s)))),_=l.props,h=l.state,l.__v=t,n.__c){if(y!==_&&m&&!B.getDerivedStateFromProps&&l.componentWillReceiveProps&&l.componentWillReceiveProps(y,M),t.__v==n.
__v&&!(8&l.__g)||!(4&l.__g)&&l.shouldComponentUpdate&&l.shouldComponentUpdate(y,l.__s,M)===!1){t.__v!=n.__v&&(l.props=y,l.state=l.__s,l.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(C){C&&(C.__=t)}),Ne.push.apply(l.__h,l.__k),l.__k=[],l.__h.length&&s.push(l),a=ie(n);break e}l.componentWillUpdate&&l.componentWillUpdate(
y,l.__s,M),m&&l.componentDidUpdate&&l.__h.push(function(){l.componentDidUpdate(_,h,g)})}else m&&!B.getDerivedStateFromProps&&l.componentWillMount&&l.componentWillMount(),
m&&l.componentDidMount&&l.__h.push(l.componentDidMount);l.context=M,l.props=y,l.__P=e,l.__g&=-5,K=$.__r,q=m?25:0;do l.__g&=-9,K&&K(t),c=l.render(l.props,l.state=
l.__s,l.context);while(8&l.__g&&++q<25);m&&(Ne.push.apply(l.__h,l.__k),l.__k=[]),l.state=l.__s,l.getChildContext&&(r=le({},r,l.getChildContext())),m&&n.__c&&l.getSnapshotBeforeUpdate&&
(g=l.getSnapshotBeforeUpdate(_,h)),z=c&&c.type===D&&c.key==null?c.props.children:c,y.__P&&(c=a,i=(e=y.__P).namespaceURI,f=o=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(C){C&&it(C,C)}),n.__k=null),a=n.__k?ie(n,0):null),a=Mt(e,tt(z)?z:[z],t,n,r,i,o,s,a,f,p),y.__P&&(t.__e=null,a=c),t.__u&=-161,d&&d.some(ue),l.__h.length&&
s.push(l),1&l.__g&&(l.__g&=-4)}catch(C){if(s.length=v,t.__v=null,f||o)if(C&&C.then){if(t.__u|=128|f,o){for(~(O=o.indexOf(a||void 0))||(O=o.length);(b=o[O-1])&&b.
nodeType==8;)O--;for(;O<o.length;O++)if(b=o[O])if(o[O]=null,E){if(b==N)break}else{if(b.nodeType!=8)break;b.data.startsWith("$s")&&(N=Be(E=b))}}if(!E){for(;a&&a.
nodeType==8&&a.nextSibling;)a=a.nextSibling;E=a}(c=Be(E=t.__c.__z||(t.__c.__z=E)))?(t.__e=E,a=c):t.__e=a,a=a&&a.nextSibling}else o&&o.some(ue);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),C&&C.then||Ct(t),$.__e(C,t,n)}}else a=t.__e=rr(n.__e,t,n,r,i,o,s,f,p,e);return(c=$.diffed)&&c(t),a}function Be(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function Ct(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(Ct))}function $t(e,t,n){for(var r=0;r<n.length;)ot(n[r++],n[r++],n[r++]);$.__c&&$.__c(t,e),e.some(
function(i){try{e=i.__h,i.__h=[],e.some(function(o){o.call(i)})}catch(o){$.__e(o,i.__v)}})}function rr(e,t,n,r,i,o,s,a,f,p){var c,d,v,l,_,h,g,y,m=n.props||Le,k=t.
props,M=t.type;if(M=="svg"?i="http://www.w3.org/2000/svg":M=="math"?i="http://www.w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),o){for(c=0;c<o.
length;c++)if((_=o[c])&&(M?_.localName==M:_.nodeType==3)){e=_,o[c]=null;break}}if(!e){if(y=p.ownerDocument||document,!M)return y.createTextNode(k);e=y.createElementNS(
i,M,k.is?k:p),a&&($.__m&&$.__m(t,o),a=!1),o=null}if(M){if(p=M=="template"&&e.content||e,o=M=="textarea"&&k.defaultValue!=null?null:o&&nt.call(p.childNodes),!a&&
o)for(m={},c=0;c<e.attributes.length;c++)m[(_=e.attributes[c]).name]=_.value;for(c in m)_=m[c],c=="dangerouslySetInnerHTML"?v=_:c=="children"||c in k||c=="value"&&
"defaultValue"in k||c=="checked"&&"defaultChecked"in k||Ce(e,c,null,_,i);for(c in k)_=k[c],c=="children"?l=_:c=="dangerouslySetInnerHTML"?d=_:c=="value"?h=_:c==
"checked"?g=_:a&&typeof _!="function"||m[c]===_||Ce(e,c,_,m[c],i);d?(a||v&&(d.__html==v.__html||d.__html==e.innerHTML)||(e.innerHTML=d.__html),t.__k=[]):(v&&(e.
textContent=""),(M=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&Yn.test(M))&&(i="http://www.w3.org/1999/xhtml"),Mt(p,tt(l)?l:[l],t,n,r,i,o,s,o?o[0]:
n.__k&&ie(n,0),a,f),o&&o.some(ue)),a&&M!="textarea"||(c="value",M=="progress"&&h==null?e.removeAttribute(c):h==null||h===e[c]&&(M!="progress"||h)||Ce(e,c,h,m[c],
i),c="checked",g!=null&&g!=e[c]&&Ce(e,c,g,m[c],i))}else m===k||a&&e.data==k||(e.data=k);return e}function ot(e,t,n,r){try{typeof e=="function"?t?t.__x=e(t)||1:r&&
(r=r.__c||r.__e)&&(t=r.__x)&&(r.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){$.__e(i,n)}}function it(e,t,n){var r,i,o,s;if($.unmount&&$.unmount(
e),!(r=e.ref)||r.current&&r.current!=e.__e||ot(r,null,t,e),r=e.__c){if(r.componentWillUnmount)try{r.componentWillUnmount()}catch(a){$.__e(a,t)}r.__P=r.__n=null}
if(r=e.__k)for(s=0;s<r.length;s++)r[s]&&it(r[s],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(r=e.__c)&&(r=r.__z)&&(i=Be(r,o=[]))&&(r==e.__e&&o.some(ue),ue(
i),ue(r)),n||ue(e.__e),e.__e=e.__c=e.__=null}function or(e,t,n){return this.constructor(e,n)}function st(e,t){var n,r,i,o;$.__&&$.__(e,t),t.nodeType==9&&(t=t.documentElement),
r=(n=e&&32&e.__u)?null:t.__k,t.__k=ve(D,{children:[e]}),i=[],o=[],rt(t,t.__k,r||Le,Le,t.namespaceURI,r?null:t.firstChild?nt.call(t.childNodes):null,i,r?r.__e:t.
firstChild,n,o),$t(i,t.__k,o),t.__k.props.children=null}function Bt(e){function t(n){var r,i;return this.getChildContext||(r=new Set,(i={})[t.__c]=this,this.getChildContext=function(){return i},this.shouldComponentUpdate=
function(o){this.props.value!=o.value&&r.forEach(function(s){s.__g|=4,Ye(s)})},this.sub=function(o){r.add(o);var s=o.componentWillUnmount;o.componentWillUnmount=
function(){r.delete(o),s&&s.call(o)}}),n.children}return t.__c="__cC"+xt++,t.__=e,t.Provider=(t.Consumer=function(n,r){return n.children(r)}).contextType=t,t}$={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(
e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(a){e=a}}throw Ae=0,e}},bt=0,Ze=function(e){return e!=null&&e.
constructor===ye},pe.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=le({},this.state)),typeof e=="function"&&(e=e(le({},n),this.props)),
e&&(le(n,e),this.__v&&(t&&this.__k.push(t),Ye(this)))},pe.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ye(this))},pe.prototype.render=
D,oe=[],Ae=0,wt=function(e,t){return e.__v.__b-t.__v.__b},$e=Symbol(),kt=/(PointerCapture)$|Capture$/i,et=0,Je={},xt=0;var me,R,at,At,ut=Object.is,He=0,Kt=[],lt=[],I=$,Lt=I.__b,Nt=I.__r,Ht=I.diffed,Dt=I.__c,Rt=I.unmount,It=I.__;function De(e,t){I.__h&&I.__h(R,e,He||t),He=0;var n=R.
__H||(R.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function we(e){return He=1,ir(qt,e)}function ir(e,t,n){var r=De(me++,2);if(r.t=e,!r.__c&&
(r.__=[n?n(t):qt(void 0,t),function(o){var s=(r.__N||r.__)[0],a=r.t(s,o);ut(s,a)||(r.__N=[a,r.__[1]],r.__c.setState({}))}],r.__c=R,!R.__f)){R.__f=!0;var i=R.shouldComponentUpdate;
R.shouldComponentUpdate=function(o,s,a){var f=this.__H;if(!f)return!0;var p=!1,c=this.props!=o;if(f.__.some(function(v){v.__N&&(p=!0,ut(v.__[0],v.__N[0])||(c=!0))}),
i){var d=i.call(this,o,s,a);return p?d||c:d}return!p||c}}return r.__}function V(e,t){var n=De(me++,4);!I.__s&&jt(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,R.__h.push(n))}function j(e){return He=5,Q(function(){return{current:e}},[])}function Q(e,t){var n=De(me++,7);return jt(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ft(e){var t=R.context[e.__c],n=De(me++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(R)),t.props.value):e.__}function sr(){var e;do{for(;e=lt.shift();)try{be(e)}catch(n){I.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Kt.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(be),t.__h.
some(ct),t.__h=[]}catch(n){t.__h=[],I.__e(n,e.__v)}}}while(lt.length)}I.__b=function(e){R=null,Lt&&Lt(e)},I.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),
It&&It(e,t)},I.__r=function(e){Nt&&Nt(e),me=0;var t=(R=e.__c).__H;t&&(at==R?R.__h=[]:(t.__h.some(be),t.__h.some(ct),me=0),t.__h=[],t.__.some(function(n){n.__N&&
(n.__=n.__N),n.u=n.__N=void 0})),at=R},I.diffed=function(e){Ht&&Ht(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ut(Kt.push(t)),t.__H.__.some(function(n){n.u&&(n.
__H=n.u)})),at=R=null},I.__c=function(e,t){t.some(function(n){try{n.__h.some(be),n.__h=n.__h.filter(function(r){return!r.__||ct(r)})}catch(r){n.__h=[function(){
throw r}]}}),Dt&&Dt(e,t)},I.unmount=function(e){Rt&&Rt(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,Ut(lt.push(i))}else be(i)}catch(o){t=o}}),r.__H=void 0,t&&I.__e(t,r.__v))};var Ot=typeof requestAnimationFrame==
"function";function ar(e){var t,n=function(){clearTimeout(r),Ot&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Ot&&(t=requestAnimationFrame(n))}function Ut(e){
e!=1&&At==I.requestAnimationFrame||((At=I.requestAnimationFrame)||ar)(sr)}function be(e){var t=R,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),R=t}function ct(e){
var t=R;e.__c=e.__(),R=t}function jt(e,t){return!e||e.length!=t.length||t.some(function(n,r){return!ut(n,e[r])})}function qt(e,t){return typeof t=="function"?t(
e):t}var ur=Symbol.for("preact-signals");function Ue(){if(Z>1)Z--;else{var e,t=!1;for((function(){var i=Ie;for(Ie=void 0;i!==void 0;){var o=i.S;if(o.v===i.v)for(var s=o.
t;s!==void 0;s=s.x)s.i===i.i&&(s.i=o.i);i=i.o}})();xe!==void 0;){var n=xe;for(xe=void 0,Re++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Wt(n))try{n.
c()}catch(i){t||(e=i,t=!0)}n=r}}if(Re=0,Z--,t)throw e}}function G(e){if(Z>0)return e();ft=++lr,Z++;try{return e()}finally{Ue()}}var ke,H=void 0;function Ee(e){var t=H,
n=ke;H=void 0,ke=void 0;try{return e()}finally{H=t,ke=n}}var xe=void 0,Z=0,Re=0,lr=0,ft=0,Ie=void 0,Oe=0;function zt(e){if(H!==void 0){var t=e.n;if(t===void 0||
t.t!==H)return t={i:0,S:e,p:H.s,n:void 0,t:H,e:void 0,x:void 0,r:t},H.s!==void 0&&(H.s.n=t),H.s=t,e.n=t,32&H.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&
(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=H.s,t.n=void 0,H.s.n=t,H.s=t),t}}function U(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}U.prototype.brand=ur;U.prototype.h=function(){return!0};U.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&
(e.x=n,this.t=e,n!==void 0?n.e=e:Ee(function(){var r;(r=t.W)==null||r.call(t)}))};U.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&
(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Ee(function(){var i;(i=t.Z)==null||i.call(t)}))}};U.prototype.subscribe=function(e){
var t=this;return te(function(){var n=t.value;Ee(function(){return e(n)})},{name:"sub"})};U.prototype.valueOf=function(){return this.value};U.prototype.toString=
function(){return this.value+""};U.prototype.toJSON=function(){return this.value};U.prototype.peek=function(){var e=this;return Ee(function(){return e.value})};
Object.defineProperty(U.prototype,"value",{get:function(){var e=zt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Re>100)throw new Error(
"Cycle detected");(function(n){Z!==0&&Re===0&&n.l!==ft&&(n.l=ft,Ie={S:n,v:n.v,i:n.i,o:Ie})})(this),this.v=e,this.i++,Oe++,Z++;try{for(var t=this.t;t!==void 0;t=
t.x)t.t.N()}finally{Ue()}}}});function S(e,t){return new U(e,t)}function Wt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}
function Vt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Gt(e){for(var t=e.s,n=void 0;t!==
void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function ce(e,t){U.call(
this,void 0,t),this.x=e,this.s=void 0,this.g=Oe-1,this.f=4}ce.prototype=new U;ce.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.
f&=-5,this.g===Oe))return!0;if(this.g=Oe,this.f|=1,this.i>0&&!Wt(this))return this.f&=-2,!0;var e=H;try{Vt(this),H=this;var t=this.x();(16&this.f||this.v!==t||this.
i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return H=e,Gt(this),this.f&=-2,!0};ce.prototype.S=function(e){if(this.t===void 0){
this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}U.prototype.S.call(this,e)};ce.prototype.U=function(e){if(this.t!==void 0&&(U.prototype.U.call(this,e),this.
t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};ce.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.
N()}};Object.defineProperty(ce.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=zt(this);if(this.h(),e!==void 0&&(e.i=this.
i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new ce(e,t)}function Xt(e){var t=e.j;if(e.j=void 0,typeof t=="function"){Z++;var n=H;H=void 0;
try{t()}catch(r){throw e.f&=-2,e.f|=8,pt(e),r}finally{H=n,Ue()}}}function pt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Xt(e)}function cr(e){
if(H!==this)throw new Error("Out-of-order effect");Gt(this),H=e,this.f&=-2;try{8&this.f&&pt(this)}finally{Ue()}}function de(e,t){this.x=e,this.j=void 0,this.s=void 0,
this.u=void 0,this.f=32,this.name=t?.name,ke&&ke.push(this)}de.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==
"function"&&(this.j=t)}finally{e()}};de.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Xt(this),Vt(this),Z++;var e=H;
return H=this,cr.bind(this,e)};de.prototype.N=function(){2&this.f||(this.f|=2,this.u=xe,xe=this)};de.prototype.d=function(){this.f|=8,1&this.f||pt(this)};de.prototype.
dispose=function(){this.d()};function te(e,t){var n=new de(e,t);try{n.c()}catch(i){throw n.d(),i}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Qt,Fe,Ke,fr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var Jt=[];te(function(){Qt=this.N})();function he(e,t){$[e]=t.bind(null,$[e]||function(){})}function Te(e){if(Ke){var t=Ke;Ke=void 0,t()}Ke=e&&e.S()}function Yt(e){
var t=this,n=e.data,r=je(n);r.name="ReactiveDom",r.value=n;var i=Q(function(){for(var a=t,f=t.__v;f=f.__;)if(f.__c){f.__c.__$f|=4;break}var p=ee(function(){var l=r.
value.value;return l===0?0:l===!0?"":l||""}),c=ee(function(){return!Array.isArray(p.value)&&!Ze(p.value)}),d=te(function(){if(this.N=Zt,c.value){var l=p.value;a.
__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=l)}}),v=t.__$u.d;return t.__$u.d=function(){d(),v.call(this)},[c,p]},[]),o=i[0],s=i[1];return o.value?s.
peek():s.value}Yt.displayName="ReactiveTextNode";Object.defineProperties(U.prototype,{constructor:{configurable:!0,value:Et(D,null).constructor},type:{configurable:!0,
value:Yt},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});he("__b",function(e,t){if(Te(),
Fe=void 0,typeof t.type=="string"){var n,r=t.props;for(var i in r)if(i!=="children"){var o=r[i];o instanceof U&&(n||(t.__np=n={}),n[i]=o,r[i]=o.peek())}}e(t)});
he("__r",function(e,t){if(e(t),t.type!==D){Te();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=(function(i,o){var s;return te(function(){s=this},{name:o}),
s.c=i,s})((function(i){return function(){var o;fr&&((o=this.y)==null||o.call(this)),i.__$f|=1,i.setState({})}})(r),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),Fe=r,Te(n)}});he("__e",function(e,t,n,r){Te(),Fe=void 0,e(t,n,r)});he("diffed",function(e,t){Te(),Fe=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var r=t.__np,i=t.props,o=n.U;if(o)for(var s in o){var a=o[s];a===void 0||r&&s in r||(a.d(),o[s]=void 0)}if(r){o||(o={},n.U=o);for(var f in r){var p=o[f],
c=r[f];p===void 0?(p=pr(n,f,c,i),o[f]=p):p.o(c,i)}}}e(t)});function pr(e,t,n,r){var i=t in e&&e.ownerSVGElement===void 0,o=S(n);return{o:function(s,a){o.value=s,
r=a},d:te(function(){this.N=Zt;var s=o.value.value;r[t]!==s&&(r[t]=s,i?e[t]=s:s!=null&&(s!==!1||t[4]==="-")?e.setAttribute(t,s):e.removeAttribute(t))})}}he("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var r=n.U;if(r){n.U=void 0;for(var i in r){var o=r[i];o&&o.d()}}}var s=t.__np;if(s){var a=t.props;
for(var f in s)a[f]=s[f]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var c=p.__$u;c&&(p.__$u=void 0,c.d())}}e(t)});he("__h",function(e,t,n,r){r<3&&(t.__$f|=2),
e(t,n,r)});pe.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var o=2&this.__$f;if(!(r||o||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var s in e)if(s!==
"__source"&&e[s]!==this.props[s])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function je(e,t){return Q(function(){return S(e,t)},[])}var mr=function(e){queueMicrotask(function(){queueMicrotask(e)})};function dr(){G(function(){for(var e;e=Jt.shift();)Qt.call(e)})}function Zt(){Jt.push(this)===1&&($.requestAnimationFrame||mr)(dr)}var Se=null,Me=e=>e!==null&&e===Se;function en(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&mt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&mt(t.target,"button, a")&&t.preventDefault()},!0),hr(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function hr(e){e.addEventListener("compositionstart",({target:t})=>Se=t,!0),e.addEventListener("compositionend",({
target:t})=>{Se=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===Se&&(mt(t.target,":focus")?t.stopPropagation():
Se=null)},!0)}var mt=(e,t)=>e instanceof Element&&e.matches(t);function nn(e,{takes:t,hover:n,take:r}){e.addEventListener("paste",i=>{let{clipboardData:o}=i,s=rn(i);!o?.files.length||s&&(!t(s)||_r(o))||(i.preventDefault(),r(
qe(o)))}),e.addEventListener("dragover",i=>{tn(i)||(i.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",i=>{tn(i)||(i.preventDefault(),i.stopPropagation(),i.dataTransfer&&r(qe(i.dataTransfer)))})}function qe(e){let n=[...e.items].some(r=>r.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function rn(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function tn(e){return rn(e)!==null&&!e.dataTransfer?.types.includes("Files")}function _r(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),r=[...e.files].map(({name:o})=>o);return n.split(/[\r\n]+/).
every(o=>r.includes(o.split(/[/\\]/).at(-1)??""))?"":n}function on(e,t){let n=gr(e),r=()=>t(n?n.clientHeight:window.innerHeight),i=new ResizeObserver(r);return n&&i.observe(n),window.addEventListener("resize",r),r(),
()=>{i.disconnect(),window.removeEventListener("resize",r)}}function gr(e){for(let t=e.parentElement;t;t=t.parentElement){if(t===document.body||t===document.documentElement)
return null;if(/auto|scroll/.test(getComputedStyle(t).overflowY))return t}return null}var sn=0;function ne(){return sn+=1,`imagegen-${Date.now().toString(36)}-${sn}`}var vr=4e3,_e=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function Y(e){return e instanceof _e?
e.words:[e instanceof Error?e.message:String(e)]}function an(e){let t=ne(),n=S("well"),r=new Map,i=new Map,o,s=0,a=!1;function f(){clearTimeout(o),o=void 0,n.value=
"well"}function p(l,{resolve:_,reject:h}){i.delete(l.id),l.kind==="refused"?h(new _e(l.words)):_(l)}function c(l,_=[]){f();let h=l?.view===t?i.get(l.id??0):void 0;
if(h)p(l,h);else for(let g of r.get(l?.kind??"")??[])g(l,_)}function d(l,_,h=[]){if(a)return!1;try{let g=e.send({kind:l,..._},void 0,h);yr(g)&&g.catch(()=>n.value=
"gone")}catch{return clearTimeout(o),n.value="gone",!1}return o??=setTimeout(()=>n.value="silent",vr),!0}let v=()=>d("hello",{});return e.on("msg:custom",c),e.on(
"change:_status",f),e.on("comm_live_update",v),{view:t,state:n,nextId:()=>++s,send:d,ask(l,_,h=[]){let g=_.id??++s;return new Promise((y,m)=>{i.set(g,{resolve:y,
reject:m}),!d(l,{view:t,id:g,..._},h)&&(i.delete(g),m(new _e([])))})},on(l,_){let h=r.get(l)??new Set;r.set(l,h.add(_))},close(){a=!0,clearTimeout(o),e.off("msg\
:custom",c),e.off("change:_status",f),e.off("comm_live_update",v),r.clear();for(let{reject:l}of i.values())l(new _e([]));i.clear()}}}function yr(e){return typeof e?.
catch=="function"}var br={tile:600,thumbnail:20,full:6},wr=60;function un(e){let t=new Map,n=[];function r(a){let f=t.get(a);f?.url&&URL.revokeObjectURL(f.url),t.delete(a)}function i(){
for(let[a,f]of Object.entries(br)){let p=[...t.keys()].filter(c=>c.startsWith(`${a} `)&&t.get(c)?.url);for(let c of p.slice(0,Math.max(0,p.length-f)))r(c)}}function o(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,wr)})}function s(a,f,p,c){let d=t.get(`${a} ${f}`);if(!(!d||d.url||!c)){d.url=URL.createObjectURL(new Blob([c],
{type:`image/${p}`}));for(let v of d.waiting.splice(0))v(d.url)}}return e.on("tiles",({hashes:a},f)=>{for(let[p,c]of a.entries())s("tile",c,"webp",f[p]);i()}),e.
on("picture",({hash:a,size:f,type:p},[c])=>{s(f,a,p,c),i()}),e.on("missing",({hash:a,size:f})=>{let p=t.get(`${f} ${a}`);t.delete(`${f} ${a}`);for(let c of p?.waiting??
[])c("")}),{held:(a,f)=>t.get(`${f} ${a}`)?.url??"",url(a,f){let p=`${f} ${a}`,c=t.get(p);return c?.url?(t.delete(p),t.set(p,c),Promise.resolve(c.url)):new Promise(
d=>{c?c.waiting.push(d):(t.set(p,{url:"",waiting:[d]}),f!=="tile"?e.send("picture",{hash:a,size:f}):n.push(a)===1&&queueMicrotask(o))})},close(){n=[];for(let a of[
...t.keys()])r(a)}}}async function ln(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,r=document.createElement("textarea");r.value=e,r.
className="held",t.append(r),r.select();let i=document.execCommand("copy");return r.remove(),n instanceof HTMLElement&&n.focus(),i}}async function cn(e,t){let n=await kr(t),r={id:e.nextId(),name:t.name,total:n.size},i=0;for(;;){let o=await n.slice(i,i+524288).arrayBuffer(),s=await e.ask("upl\
oad",{...r,start:i},[o]);if(s.kind==="uploaded")return s;i=s.received}}async function kr(e){let t=URL.createObjectURL(e);try{let n=await xr(t,e.name),{naturalWidth:r,
naturalHeight:i}=n;if(r*i>5e7){let a=Math.round(r*i/1e6);throw new Error(`${e.name} has ${a} megapixels; 50 is the most. Make it smaller first.`)}let o=["image/\
png","image/jpeg","image/webp"].includes(e.type),s=e.size>4e6||Math.max(r,i)>2*2048;return o&&!s?e:await Er(n,e)}finally{URL.revokeObjectURL(t)}}function xr(e,t){
let n=new Image;return new Promise((r,i)=>{n.onload=()=>r(n),n.onerror=()=>i(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function Er(e,t){
let{naturalWidth:n,naturalHeight:r}=e,i=Math.min(1,2048/Math.max(n,r)),o=document.createElement("canvas");o.width=Math.max(1,Math.round(n*i)),o.height=Math.max(
1,Math.round(r*i)),o.getContext("2d")?.drawImage(e,0,0,o.width,o.height);let s=t.type==="image/jpeg"?"image/jpeg":"image/webp",a=await new Promise(f=>o.toBlob(f,
s,.92));if(!a)throw new Error(`${t.name} could not be made smaller.`);return a}var ze=8,Tr=300;function fn({line:e,say:t,open:n,sent:r}){let i=S(""),o=S(""),s=S(""),a=S([]),f=S([]),p=S({words:"",fine:!0}),c=S(null),d=S(""),v=S(!1),l=X(),_=X(),
h,g=()=>({template:i.peek(),model:o.peek().trim(),aspect:s.peek(),inputs:a.peek().map(({ref:b})=>b)});function y(b){f.value=b}function m(){clearTimeout(h),h=void 0,
!Me(_.current)&&e.send("compose",{view:e.view,...g()})}function k(b){i.value=b,clearTimeout(h),h=setTimeout(m,Tr)}function M(b){i.value=b,m(),_.current?.focus()}
function K(){if(y([]),!i.peek().trim()){y(["Write what to paint first."]),_.current?.focus();return}h&&m(),r(),e.ask("generate",g()).then(({replayed:b})=>{b&&n(
b),t(b?`That is @${b} already, at no new call. Again makes a new take.`:"Asked.")},b=>y(Y(b)))}function q(b){a.value=b,m()}function z(b,B=a.peek().length){let C=a.
peek();if(C.some(({ref:W})=>W===b.ref))return t(`${b.label} is an input already.`);if(B>=ze)return y([`${ze} inputs are the most.`]);q([...C.slice(0,B),b,...C.slice(
B+1)]),t(`${b.label} is input ${B+1}.`)}function E(b,B){let C=[...a.peek()],[W,F]=[C[b],C[b+B]];return!W||!F?!1:([C[b],C[b+B]]=[F,W],q(C),!0)}async function N({
files:b,folder:B},C){if(y([]),B)return y(["A folder can't be an input. Drop the pictures in it."]);if(b.length===0)return y(["There was no picture in what was d\
ropped."]);let W=C===void 0?ze-a.peek().length:1;if(b.length>W){let F=C===void 0?`${ze} inputs are the most`:"one replaces one";return y([`${b.length} files are\
 too many: ${F}.`])}for(let F of b)await O(F,C)}async function O(b,B){d.value=b.name;try{let{ref:C,hash:W,prompt:F,by:w}=await cn(e,b);z({ref:C,hash:W,label:b.name},
B),F&&(c.value={name:b.name,prompt:F,by:w})}catch(C){y(Y(C))}d.value=""}return e.on("plan",({view:b,words:B,fine:C})=>{b===e.view&&(p.value={words:B,fine:C})}),
{template:i,model:o,aspect:s,inputs:a,complaint:f,plan:p,offer:c,sending:d,hovered:v,form:l,box:_,composition:g,complain:y,write:k,generate:K,add:z,move:E,take:N,
setModel(b){o.value=b},setAspect(b){s.value=b,m()},tell:m,remove:b=>q(a.peek().filter((B,C)=>C!==b)),hover(b){v.value=b},takeOffer(){let b=c.peek()?.prompt??"";
c.value=null,M(b)},hideOffer(){c.value=null},edit(b){a.value=[b],M(""),t(`Say what to change about ${b.label}.`)},use:M,show(b){let B=b.template??b.prompt;if(b.
view===e.view||h!==void 0||Me(_.current)||B===void 0)return;let W=new Map(a.peek().map(({ref:F,label:w})=>[F,w]));G(()=>{i.value=B,o.value=b.model??"",s.value=b.
aspect??"",a.value=(b.inputs??[]).map((F,w)=>({ref:F,hash:b.hashes?.[w]??"",label:W.get(F)??F}))})},statusChanged(b){b.error?.length&&y(b.error)},close(){h&&m()}}}var pn=84,Pe=6,Sr=2e3,mn=200;function dn(e){let t=X(),n=S(1),r=S(pn),i=S({top:0,bottom:0}),o=S(0),s=0,a=S(0),f=0,p={number:0,until:0};function c(){let l=t.current;
if(!l||l.clientWidth===0)return;let _=Math.max(3,Math.floor((l.clientWidth+Pe)/(pn+Pe))),h=Math.floor((l.clientWidth+Pe)/_),g=Math.floor(l.scrollTop/h),y=Math.ceil(
(l.scrollTop+l.clientHeight)/h);G(()=>{n.value=_,r.value=h;let m=i.peek();(m.top!==g||m.bottom!==y)&&(i.value={top:g,bottom:y})})}function d(l){o.value=l,s=e.at(
l)?.number??0}function v(l){l<0||l>=e.total.peek()||(p={number:0,until:0},G(()=>{d(l),a.value=a.peek()+1}))}return{list:t,columns:n,side:r,rows:i,active:o,focusings:a,
measure:c,go:v,stand:d,anchor:()=>(f||=e.at(o.peek())?.number??0,f),setAnchor:l=>{f=l},reveal(){let l=t.current;if(!l)return;let _=Math.floor(o.peek()/n.peek())*
r.peek();_<l.scrollTop&&(l.scrollTop=_);let h=_+r.peek();h>l.scrollTop+l.clientHeight&&(l.scrollTop=h-l.clientHeight)},follow(){let l=Math.max(0,e.total.peek()-
1);o.peek()>l&&(o.value=l);let _=e.at(o.peek());if(_&&s&&_.number!==s){let y=e.indexOf(s);y>=0?o.value=y:s=_.number}let g=p.number&&performance.now()<p.until?e.
indexOf(p.number):-1;g>=0&&v(g)},focus(l){let _=e.indexOf(l);v(_>=0?_:o.peek()),_<0&&(p={number:l,until:performance.now()+Sr})},after(l){let _=m=>{let k=e.at(m);
return k&&!l.includes(k.number)?k:null},h=l.includes(s)?s:l[0]??0,g=Math.max(0,e.indexOf(h)),y=Math.min(e.total.peek(),g+mn);for(let m=g;m<y;m+=1)if(_(m))return _(
m);for(let m=g;m>=Math.max(0,g-mn);m-=1)if(_(m))return _(m);return null},rewind(){t.current&&(t.current.scrollTop=0),o.value=0,s=f=0}}}var se=60,hn=2400;function _n(e,t){let n=new Map,r=new Set,i=new Set,o=[],s=S(0),a=S(""),f=S(0);function p(){f.value=f.peek()+1,t()}e.on("entries",({view:h,query:g,
start:y,entries:m})=>{if(h!==e.view||g!==a.peek())return;let k=performance.now();for(let M=0;M<se;M+=1){let K=m[M];K?n.set(y+M,{...K,received:k}):n.delete(y+M)}
i.delete(y/se),r.add(y/se),c(y),l(),p()});function c(h){if(!(n.size<=hn))for(let g of n.keys())Math.abs(g-h)<hn/2||(n.delete(g),r.delete(Math.floor(g/se)))}function d(h){
if(r.has(h)||i.has(h))return;let g={view:e.view,query:a.peek(),start:h*se,count:se};e.send("entries",g)&&i.add(h)}function v(h,g){let y=[];for(let m=h;m<=g;m+=1){
d(Math.floor(m/se));let k=n.get(m);k&&y.push(k)}return y}function l(){let h=o;o=[];for(let g of h){let y=Math.min(g.last,s.peek()-1),m=v(g.first,y);m.length>y-g.
first?g.resolve(m):o.push(g)}}function _(h){for(let[g,y]of n)if(y.number===h&&g<s.peek())return g;return-1}return{total:s,query:a,version:f,renew(h,g=a.peek()){
let y=g!==a.peek(),m=y?0:h-s.peek();if(y){n=new Map;for(let{resolve:k}of o.splice(0))k([])}else m>0&&(n=new Map([...n].map(([k,M])=>[k+m,M])));r=new Set,i=new Set,
s.value=h,a.value=g,p()},drop(h){let g=[...n].filter(([,m])=>h.includes(m.number)).map(([m])=>m),y=m=>m-g.filter(k=>k<m).length;n=new Map([...n].filter(([m])=>!g.
includes(m)).map(([m,k])=>[y(m),k])),s.value=s.peek()-g.length,p()},at(h){return h<0||h>=s.peek()?null:(d(Math.floor(h/se)),n.get(h)??null)},reach(h,g){return new Promise(
y=>{o.push({first:h,last:g,resolve:y}),l()})},indexOf:_,find:h=>n.get(_(h))??null}}var Mr=3e4;function gn(e){let t=S(null),n=X(),r,i=!1;function o(){clearTimeout(r),t.value=null}function s(){clearTimeout(r),r=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?s():o()},Mr)}return{shown:t,element:n,hide:o,undo(){let a=t.peek()?.undo;o(),a?.()},show(a,{undo:f=null,failed:p=!1}={}){i||(t.value={lines:a,
failed:p,undo:f},e(a.join(" ")+(f?". Undo brings it back.":"")),s())},close(){i=!0,clearTimeout(r)}}}var Pr=250;function vn(e){let t=X(),n=S(""),r=S({query:"",count:0}),i=S([]),o;function s(){clearTimeout(o),Me(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:r,refusal:i,query:()=>n.peek().trim(),ask:s,type(a){n.value=a,clearTimeout(o),o=setTimeout(s,a?Pr:0)},write(a){n.value=a,s()},clear(){n.value="",s(),t.current?.
focus()},tell(a,f){i.value=[],r.value={query:a,count:f}},refuse(a,f){let p=f?`Still shown is what “${f}” finds.`:"Still shown is everything.";i.value=[...a,
p]},close:()=>clearTimeout(o)}}var fe=100;function bn({line:e,model:t,complain:n}){let r=S([]),i=0,o=ee(()=>r.value.map(({number:d})=>d).filter(Boolean)),s=ee(()=>new Map(r.value.filter(({ref:d})=>d).
map(({number:d},v)=>[d,v+1]))),a=()=>r.peek().map(({ref:d})=>d).filter(Boolean),f=()=>t.get("picked")??[];function p(d){let v=a().join();r.value=d.slice(0,fe),a().
join()!==v&&(i+=1,e.ask("pick",{picked:a()}).catch(n).finally(()=>{i-=1,c()}))}function c(){i||a().join()===f().join()||(r.value=f().map(d=>({number:$r(d),ref:d})))}
return{numbers:o,orders:s,follow:c,has:d=>r.value.some(v=>v.number===d),set:d=>p(d.map(yn)),toggle(d){let v=r.peek().filter(({number:l})=>l!==d.number);p(v.length<
r.peek().length?v:[...v,yn(d)])},drop:d=>p(r.peek().filter(({number:v})=>!d.includes(v))),clear:()=>p([])}}var yn=({number:e,pictures:t})=>({number:e,ref:t.length?
`@${e}`:""});function $r(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?Number(t[1]):0}function wn({line:e,model:t,say:n,input:r,show:i,open:o,changed:s}){let a=0,f=0,p=0,c=0,d=_n(e,()=>{v.follow(),s()}),v=dn(d),l=bn({line:e,model:t,complain:g}),_=vn(
y),h=gn(n);function g(w){let x=Y(w);h.show(x.length?x:[String(w.message)],{failed:!0})}async function y(w){f+=1;let x=f;try{let A=w?(await e.ask("search",{query:w})).
count:a;if(x!==f)return;let L=w!==d.query.peek();d.renew(A,w),L&&v.rewind(),_.tell(w,A)}catch(A){x===f&&_.refuse(Y(A),d.query.peek())}}async function m(){p+=1;let w=p,
x=d.query.peek();if(!x)return d.renew(a);let A=await e.ask("search",{query:x}).then(L=>L.count,()=>d.total.peek());w!==p||x!==d.query.peek()||(d.renew(A),_.query()===
x&&_.tell(x,A))}function k(w,x){i(w),x&&l.numbers.peek().length===fe&&!l.has(w.number)?h.show([`${fe} are selected; more can't be at a time.`]):x?l.toggle(w):w.
pictures.length&&l.set([w])}function M(w,x){v.go(w);let A=d.at(w);A&&(v.setAnchor(A.number),k(A,x))}async function K(w,x){c+=1;let A=c,L=Math.abs(x-w)+1,J=Math.
min(L,fe)-1,[Qn,Jn]=w<=x?[w,w+J]:[w-J,w],Xe=await d.reach(Qn,Jn);A!==c||Xe.length===0||(l.set(w<=x?Xe:Xe.reverse()),L<=fe?n(`${L} selected.`):h.show([`${fe} of ${L.
toLocaleString("en")} are selected; more can't be at a time.`]))}function q(w){let x=v.anchor();v.go(w);let A=d.indexOf(x);K(A<0?w:A,w)}function z(){l.clear(),v.
focus(0),n("Nothing is selected.")}function E(w,x){h.hide(),N(w,x).then(()=>n(Br(x)),g)}function N(w,x){return x.kind==="rate"?e.ask("rate",{numbers:w,rating:x.
rating}):x.kind==="tag"?e.ask("tag",{numbers:w,changes:x.changes}):e.ask("annotate",{number:w[0]??0,note:x.note})}function O(w,x){let A=J=>x?.number===J?x:d.find(
J),L=w.every(J=>A(J)?.starred);E(w,{kind:"tag",changes:[L?"-starred":"starred"]})}function b(w){h.hide();let x=v.after(w),A=d.total.peek();l.drop(w),d.drop(w),x?
(i(x),v.focus(x.number)):_.box.current?.focus(),e.ask("delete",{numbers:w}).then(({numbers:L})=>h.show([`${L.length} deleted`],{undo:()=>B(L)}),L=>{d.renew(A),g(
L)})}function B(w){h.hide(),v.focus(Math.max(...w)),e.ask("restore",{numbers:w}).then(({numbers:x})=>{h.show([x.length===1?"1 is back":`${x.length} are back`]),
x.length&&o(Math.max(...x))},g)}function C(w){h.show([`exporting ${w.length} …`]),e.ask("export",{numbers:w}).then(({words:x})=>h.show([x]),g)}function W(w,x,A){
let{key:L}=w,J=w.ctrlKey||w.metaKey;if(w.altKey||w.repeat)return!1;if(J&&L==="z")h.undo();else if(L==="Delete"||w.metaKey&&L==="Backspace")(x.deleted?B:b)(A);else{
if(J)return!1;if(/^[0-5]$/.test(L))E(A,{kind:"rate",rating:Number(L)});else if(L==="s")O(A,x);else if(L==="e"||L==="a")r(L==="e"?"edit":"add",x);else if(L==="Es\
cape"&&l.numbers.peek().length)z();else return!1}return!0}function F(w,x){let A=l.numbers.peek();return W(w,x,A.includes(x.number)?A:[x.number])}return{entries:d,
cursor:v,selection:l,search:_,outcome:h,take:M,extend:K,extendTo:q,clear:z,mark:E,star:O,remove:b,restore:B,save:C,press:W,pressTile:F,statusChanged(w){a=w,m()},
close(){_.close(),h.close()}}}function Br(e){if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"\
The note is kept.";let t=e.changes[0]??"";return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}var Ar=720,Lr=420,Nr=16,dt=16;function kn(){let e=S("make"),t=S("picture"),n=S(0),r=S(1/0),i=ee(()=>Math.max(Lr,n.value||Math.min(Ar,r.value-Nr)));return{tab:e,
part:t,height:i,show(o){e.value=o},turnTo(o){t.value=o},measure(o){r.value=o},resize(o){n.value=o}}}function xn(){let e=S({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function En({line:e,entries:t,mark:n,complain:r}){let i=S(null),o=S(null),s=S(0),a=S(""),f=S(""),p=X(),c="",d=!0,v=0,l=0,_=!1,h=!1;function g(){let E=document.activeElement;
return!!(E?.matches("input, textarea")&&p.current?.contains(E))}function y(E){let N=i.peek()?.number;N&&n([N],E)}function m(){!i.peek()||a.peek().trim()===c.trim()||
(c=a.peek(),y({kind:"annotate",note:c}))}function k(E){a.peek()===c&&(a.value=E),c=E}function M(E){l+=1;let N=i.peek(),O=N?.number!==E.number;!O&&N?.status===E.
status||(O&&m(),G(()=>{O&&(a.value=c=f.value="",o.value=null),s.value=E.main,i.value=E}),K())}async function K(){h=_;let E=i.peek()?.number;if(!(_||!E)){_=!0;try{
let N=await e.ask("details",{number:E});i.peek()?.number===N.entry.number&&q(N.entry,N.details)}catch{}_=!1,h&&K()}}function q(E,N){G(()=>{i.peek()?.status!==E.
status&&(s.value=E.main),i.value=E,o.value=N,k(N.note)})}async function z(E){d=!1;let N=t().find(E);if(N)return M(N);l+=1;let O=l;try{let{entry:b}=await e.ask("\
details",{number:E});O===l&&M(b)}catch(b){r(Y(b))}}return{shown:i,details:o,position:s,note:a,newTags:f,marks:p,open:z,renew:K,markShown:y,turnTo(E){s.value=E},
writeTags(E){f.value=E},writeNote(E){a.value=E},keepNote:m,dropNote(){a.value=c},look(E){d=t().at(0)?.number===E.number,M(E)},followNext(){d=!0},follow(){if(!d||
g())return;let E=t().query.peek()?null:t().at(0);E&&M(E)},followNew(E){let N=v>0&&E>v;v=E,!(!N||!d||g()||!t().query.peek())&&(z(E),d=!0)},close:m}}function Tn(e,t){let n=an(e),r=un(n),{said:i,say:o}=xn(),s=S({}),a=kn(),f=fn({line:n,say:o,open:m=>c.open(m),sent:()=>c.followNext()}),p=wn({line:n,model:e,say:o,
input:v,show:m=>c.look(m),open:m=>c.open(m),changed:()=>c.follow()}),c=En({line:n,entries:()=>p.entries,mark:(m,k)=>p.mark(m,k),complain:f.complain}),d=m=>f.complain(
Y(m));function v(m,k,M=k.main){let K=k.pictures[M];if(!K)return;let q=M===k.main?`@${k.number}`:`@${k.number}.${M+1}`;f[m]({ref:q,hash:K.hash,label:q})}async function l(m,k){
o(await ln(m,t)?`${k} is copied.`:"The browser doesn't allow copying.")}let _=m=>m.then(({text:k})=>l(k,"The cell")).catch(d);n.on("refused",({view:m,id:k,words:M})=>{
m===n.view&&k===0&&f.complain(M)});function h(){let m=e.get("_status")??{},{total:k}=m;k!==void 0&&(G(()=>{s.value=m,f.statusChanged(m),p.statusChanged(k),c.followNew(
m.newest??0)}),c.renew())}let g=()=>p.selection.follow(),y=()=>f.show(e.get("_composer")??{});return e.on("change:_status",h),e.on("change:picked",g),e.on("chan\
ge:_composer",y),y(),g(),h(),n.send("hello",{}),{kernel:n.state,pictures:r,said:i,status:s,layout:a,composer:f,viewing:c,history:p,input:v,again(m){c.followNext(),
n.ask("again",{number:m.number}).then(()=>o("Asked once more."),d)},stop:m=>n.send("stop",{job:m}),copyPrompt:m=>l(m,"The prompt"),copyCell:m=>_(n.ask("cell",{number:m.
number})),copyComposedCell:()=>_(n.ask("composedCell",f.composition())),close(){e.off("change:_status",h),e.off("change:picked",g),e.off("change:_composer",y),f.
close(),c.close(),p.close(),r.close(),n.close()}}}var Sn=Bt(null),Mn=Sn.Provider;function T(){let e=Ft(Sn);if(!e)throw new Error("a view outside of the panel");return e}var Hr=Symbol.for("pv"),Dr=0;function u(e,t,n,r,i,o){t||(t={});var s,a,f=t;if("ref"in f&&typeof e!="function")for(a in f={},t)a=="ref"?s=t[a]:f[a]=t[a];var p={type:e,props:f,key:n,ref:s,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Hr,__v:--Dr,__i:-1,__u:0};return(i||o)&&(p.__source=i,p.__self=o),$.vnode&&$.vnode(p),p}function P({press:e,...t}){return u("button",{type:"button",onClick:e,...t})}function We({press:e,...t}){return u(P,{press:n=>n.detail<2&&e(n),...t})}var re={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function ae({of:e}){return e.map((t,n)=>u("span",{children:t},n))}function Pn(){let{history:e}=T(),t=e.selection.numbers.value;if(t.length<2)return null;e.entries.version.value;let n=t.every(r=>e.entries.find(r)?.deleted);return u(
"div",{class:"bar",role:"group","aria-label":"Selected",children:[u("b",{children:`${t.length} selected`}),u(P,{press:()=>e.star(t),children:"Star"}),u(Rr,{}),n?
u(P,{press:()=>e.restore(t),children:"Restore"}):u(P,{press:()=>e.remove(t),children:"Delete"}),u(P,{press:()=>e.save(t),children:"Export"}),u(P,{press:e.clear,
children:"Clear"})]})}function Rr(){let{history:e}=T(),t=je(!1),n=je(""),r=j(null),i=j(null),o=j(!1),s=t.value;V(()=>{s?r.current?.focus():o.current&&i.current?.
focus(),o.current=s},[s]);function a(p){n.value="",t.value=p}function f(p){let c=n.peek().split(/\s+/).filter(Boolean);if(p.key==="Escape")a(!1);else if(p.key===
"Enter"&&c.length)e.mark(e.selection.numbers.peek(),{kind:"tag",changes:c}),a(!1);else return;p.preventDefault()}return u(D,{children:[u(P,{ref:i,press:()=>a(!s),
"aria-expanded":s,children:"Tag"}),s&&u("span",{class:"tagging",children:u("input",{ref:r,type:"text","aria-label":"Tags for the selected",placeholder:"word, or\
 -word",enterKeyHint:"done",...re,value:n.value,onInput:p=>n.value=p.currentTarget.value,onKeyDown:f})})]})}function Cn(){let{shown:e,element:t,undo:n}=T().history.
outcome,r=e.value;return r?u("div",{ref:t,class:r.failed?"outcome failed":"outcome",children:[u("span",{children:u(ae,{of:r.lines})}),r.undo&&u(P,{press:n,children:"\
Undo"})]}):null}function ge(e,t,n=!0){let{pictures:r}=T(),[i,o]=we({hash:"",url:""}),s=i.hash===e;return V(()=>{if(!n||!e||s)return;let a=!0;return r.url(e,t).then(f=>a&&o({hash:e,
url:f})),()=>{a=!1}},[e,t,n,s,r]),s&&e?i.url:null}function Ve(e){let[t,n]=we(e);return V(()=>{n(performance.now());let r=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(r)},[e]),Math.max(0,t-e)/1e3}function $n(){let e=T().status.value.jobs??[],t=Q(()=>performance.now(),[e]);return u("section",{class:"queue","aria-label":"Under way",hidden:e.length===0,children:[
u("div",{class:"heading",children:"Under way"}),u("ul",{children:e.map(n=>u(Ir,{job:n,since:t},n.id))})]})}function Ir({job:e,since:t}){let{stop:n}=T(),r=e.seconds+
Ve(t),i=e.number?`${Math.floor(r)} s`:"waiting";return u("li",{children:[u("span",{class:"job",children:[u("span",{class:"time",children:[e.model,i,e.usual].filter(
Boolean).join(" · ")}),u("span",{class:"prompt",title:e.prompt,children:e.prompt})]}),u(P,{press:()=>n(e.id),class:"link",title:e.number?"The picture is still \
filed when it comes; it may be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})]})}var Or={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel again.",
gone:"The kernel has restarted or is gone. Run the cell with %imagegen panel again."};function Bn(){let{kernel:e,status:t}=T(),r=e.value==="silent"&&t.value.waits?
"":Or[e.value];return u("footer",{class:"foot",children:[u("p",{class:"notice cut",role:"alert",hidden:!r,title:r,children:r}),u($n,{}),u("span",{class:"spring"}),
u(Cn,{})]})}function An(){let{height:e,resize:t}=T().layout,n=j({y:0,height:0});function r(s){let a={ArrowUp:-dt,ArrowDown:dt}[s.key]??0;a&&(s.preventDefault(),t(e.peek()+a))}
function i(s){n.current={y:s.clientY,height:e.peek()},s.currentTarget.setPointerCapture(s.pointerId)}function o(s){s.currentTarget.hasPointerCapture(s.pointerId)&&
t(n.current.height+s.clientY-n.current.y)}return u("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal","aria-label":"Height of the\
 panel","aria-valuenow":e.value,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:r,onPointerDown:i,onPointerMove:o,onDblClick:()=>t(
0)})}var Ur=[["make","Make"]];function Ln(){let{layout:e,status:t}=T(),{gateway:n="",sketches:r,waits:i}=t.value;return u("header",{children:[u("b",{children:"imageg\
en"}),u("div",{class:"tabs",role:"tablist","aria-label":"Views",children:Ur.map(([o,s])=>u(P,{press:()=>e.show(o),role:"tab","aria-selected":e.tab.value===o,children:s},
o))}),u("span",{class:"spring"}),i&&u("span",{class:"where cut",children:"a cell runs: what you ask is sent after it"}),u("span",{class:"where cut",children:r?"\
offline sketches":n})]})}var Nn=200;function Hn(){let{composer:e,copyComposedCell:t}=T(),{words:n,fine:r}=e.plan.value;return u("section",{class:"composer","aria-label":"Composer",ref:e.
form,children:[u("div",{class:"heading",children:"Inputs"}),u(Kr,{}),u(jr,{}),u(qr,{}),u(zr,{}),u("p",{class:r?"plan":"plan failed",hidden:!n,children:n}),u("p",
{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:u(ae,{of:e.complaint.value})}),u("div",{class:"actions",children:[u(We,{press:e.generate,
class:"primary",children:"Generate"}),u(P,{press:t,children:"Copy cell"})]})]})}function Kr(){let{composer:e}=T(),t=j(null),n=j(null),r=j(null),i=j(-1),o=e.inputs.
value;V(()=>{i.current<0||((t.current?.querySelectorAll("button")[i.current]??n.current)?.focus(),i.current=-1)});function s(p){i.current=p,e.remove(p)}function a(p,c){
let d={ArrowLeft:-1,ArrowRight:1}[p.key]??0;!p.altKey||!d||!e.move(c,d)||(p.preventDefault(),i.current=c+d)}function f(p){e.take({files:[...p.files??[]],folder:!1}),
p.value=""}return u("div",{class:"strip",children:[u("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:o.length===0,children:o.map((p,c)=>u(Fr,{input:p,place:c,
remove:()=>s(c),press:d=>a(d,c)},p.ref))}),u(P,{ref:n,press:()=>r.current?.click(),class:e.hovered.value?"drop over":"drop",children:e.sending.value?`sending ${e.
sending.value} …`:"drop, paste or pick a picture"}),u("input",{ref:r,type:"file",multiple:!0,hidden:!0,accept:"image/*",onChange:p=>f(p.currentTarget)})]})}function Fr({
input:e,place:t,remove:n,press:r}){let{composer:i}=T(),o=ge(e.hash,"tile");function s(a){a.preventDefault(),a.stopPropagation(),a.dataTransfer&&i.take(qe(a.dataTransfer),
t)}return u("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:s,children:[u("img",{alt:e.label,width:56,height:56,src:o||void 0},
e.hash),u("span",{class:"order",children:t+1}),u(P,{press:n,onKeyDown:r,"aria-label":`Remove input ${t+1}`,title:"Remove (Alt+← and Alt+→ move it)",children:"\
×"})]})}function jr(){let{offer:e,takeOffer:t,hideOffer:n}=T().composer,r=e.value,i=r&&r.prompt.length>Nn?`${r.prompt.slice(0,Nn)} …`:r?.prompt;return u("p",
{class:"found-words",role:"status",hidden:!r,children:r&&u(D,{children:[u("span",{children:`${r.name} has a prompt in it (${r.by}): ${i}`}),u(P,{press:t,children:"\
Use its prompt"}),u(P,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function qr(){let{composer:e}=T(),t=Q(ne,[]);function n(r){r.key!=="En\
ter"||!(r.shiftKey||r.ctrlKey||r.metaKey)||(r.preventDefault(),r.repeat||e.generate())}return u(D,{children:[u("div",{class:"heading",children:u("label",{for:t,
children:"Prompt"})}),u("textarea",{ref:e.box,id:t,rows:4,...re,value:e.template.value,onInput:r=>e.write(r.currentTarget.value),onKeyDown:n})]})}function zr(){
let{composer:e,status:t}=T(),{model:n,models:r=[],aspects:i=[]}=t.value,[o,s,a]=Q(()=>[ne(),ne(),ne()],[]);return u("div",{class:"options",children:[u("label",{
for:o,children:"model"}),u("input",{id:o,type:"text",size:11,list:s,placeholder:n??"",...re,value:e.model.value,onInput:f=>e.setModel(f.currentTarget.value),onChange:e.
tell}),u("datalist",{id:s,children:r.map(f=>u("option",{value:f},f))}),u("label",{for:a,children:"aspect"}),u("select",{id:a,value:e.aspect.value,onChange:f=>e.
setAspect(f.currentTarget.value),children:[u("option",{value:"",children:"auto"}),i.map(f=>u("option",{value:f,children:f},f))]})]})}var Dn=2,Wr=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]);function Rn(){let{history:e,viewing:t}=T(),{entries:n,
cursor:r,selection:i}=e,o=t.shown.value?.number??0;n.version.value;let s=n.total.value,a=r.columns.value,{top:f,bottom:p}=r.rows.value,c=r.active.value,d=no(Math.
max(0,f-Dn)*a,Math.min(s,(p+Dn)*a)),v=[...new Set([...d,c])].filter(_=>_<s).sort((_,h)=>_-h),l=Xr();return Vr(),Gr(),u("div",{class:"pictures",children:[s===0&&
!n.query.value&&u("p",{class:"none",children:"Nothing here yet. Write a prompt and press Generate."}),u("div",{ref:r.list,class:"gallery",role:"listbox","aria-l\
abel":"Pictures","aria-multiselectable":"true",tabIndex:-1,hidden:s===0,onScroll:r.measure,onKeyDown:l,children:u("div",{class:"space",role:"presentation",style:{
height:`${Math.ceil(s/a)*r.side.value}px`},children:v.map(_=>{let h=n.at(_),g=h?.number??0;return u(Qr,{entry:h,index:_,total:s,isSeen:_>=f*a&&_<p*a,isActive:_===
c,isShown:h!==null&&g===o,isSelected:h!==null&&i.has(g),order:i.orders.value.get(g)??0},h?g:`at ${_}`)})})})]})}function Vr(){let{cursor:e}=T().history,t=e.focusings.
value,n=j(t),r=e.list.current?.matches(":focus-within");V(()=>{let i=t!==n.current;n.current=t,i&&e.reveal();let o=e.list.current?.querySelector("[role=option][\
tabindex='0']");(i||r)&&o&&o!==document.activeElement&&o.focus({preventScroll:!0})})}function Gr(){let{cursor:e,entries:t}=T().history,n=t.total.value,r=e.focusings.
value;V(e.measure,[n,r]),V(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function Xr(){let{
history:e}=T(),{entries:t,cursor:n}=e;return r=>{let i=n.columns.peek(),o=n.active.peek(),s=t.total.peek()-1,{clientHeight:a=0}=n.list.current??{},f=Math.max(1,
Math.floor(a/n.side.peek()))*i,p=r.ctrlKey||r.metaKey,c=new Map([["ArrowLeft",-1],["ArrowRight",1],["ArrowUp",-i],["ArrowDown",i],["PageUp",-f],["PageDown",f],[
"Home",-1/0],["End",1/0]]).get(r.key),d=t.at(o);if(c!==void 0){let v=Math.min(s,Math.max(0,o+c));r.shiftKey?e.extendTo(v):(n.setAnchor(0),n.go(v))}else if(r.key===
"Enter"||r.key===" ")r.shiftKey?e.extendTo(o):e.take(o,p);else if(p&&r.key==="a")e.extend(0,s);else if(!d||!e.pressTile(r,d))return;r.preventDefault()}}function Qr({
entry:e,index:t,total:n,isSeen:r,isActive:i,isShown:o,isSelected:s,order:a}){let{history:f}=T(),{columns:p,side:c,active:d,stand:v}=f.cursor,l=t%p.value*c.value,
_=Math.floor(t/p.value)*c.value,h=`${c.value-Pe}px`,g=["tile",In(e),o&&"viewed",e?.deleted&&"deleted"];function y(m){m.shiftKey?f.extendTo(t):f.take(t,m.ctrlKey||
m.metaKey)}return u("div",{role:"option",class:g.filter(Boolean).join(" "),style:`transform: translate(${l}px, ${_}px); width: ${h}; height: ${h}`,tabIndex:i?0:
-1,"aria-selected":s,"aria-setsize":n,"aria-posinset":t+1,"aria-label":e?to(e):"loading",onClick:y,onFocusIn:()=>t!==d.peek()&&v(t),children:[e&&Jr(e,r),e&&u("s\
pan",{class:"order",children:a||""}),e&&u("span",{class:"marks",children:Yr(e)})]})}function Jr(e,t){let n=In(e);if(n==="running")return u(eo,{entry:e});if(n===
"")return u(Zr,{entry:e,isSeen:t});let r=e.status==="failed"?"failed":"unknown";return u(D,{children:[u("b",{children:`@${e.number} ${r}`}),u("span",{class:"wor\
ds",children:e.words||"may have been billed"})]})}var Yr=({starred:e,rating:t})=>`${e?"★":""}${t?`${t}/5`:""}`;function Zr({entry:e,isSeen:t}){let n=e.pictures[e.
main]?.hash??"",r=ge(n,"tile",t);return u(D,{children:[u("img",{alt:"",draggable:!1,src:r||void 0},n),u("span",{class:"number",children:`@${e.number}`}),r===""&&
u("span",{class:"words",children:"The file is gone."})]})}function eo({entry:e}){let t=e.age+Ve(e.received);return u(D,{children:[u("span",{children:`@${e.number}`}),
u("span",{children:`${Math.floor(t)} s`})]})}function In(e){return!e||e.pictures.length?"":e.status==="sent"?"running":"failed"}function to(e){let t=Wr.get(e.status),
n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`\
@${e.number} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var no=(e,t)=>Array.from({length:Math.max(0,t-e)},(n,r)=>e+r);var oo="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d. Esc clears.";function On(){let{search:e}=T().history,
{box:t,text:n,found:r,refusal:i}=e,o=Q(ne,[]),{query:s,count:a}=r.value,f=i.value.length>0;function p(c){if(c.key==="Enter")e.ask();else if(c.key==="Escape"&&n.
peek())e.clear();else return;c.preventDefault()}return u("div",{class:"search",children:[u("input",{ref:t,type:"search",placeholder:"Search history","aria-label":"\
Search history","aria-describedby":o,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...re,value:n.value,onInput:c=>e.type(c.currentTarget.value),onKeyDown:p}),
u("p",{class:"hint",id:o,children:oo}),u("p",{class:"found",role:"status",children:s?a===0?"Nothing found":`${a.toLocaleString("en")} found`:""}),u("p",{class:"\
alert",role:"alert",hidden:!f,children:u(ae,{of:i.value})})]})}function Un(){let{search:e}=T().history,{query:t,count:n}=e.found.value;return!t||n>0?null:u("p",
{class:"none",children:[`Nothing found for “${t}”. `,u(P,{press:e.clear,class:"link",children:"Clear search"})]})}function Kn(){return u("section",{class:"history","aria-label":"History",children:[u(On,{}),u(Pn,{}),u(Un,{}),u(Rn,{})]})}function Fn({entry:e}){let{details:t,position:n}=T().viewing,r=io(e,t.value,n.value).filter(([,i])=>i);return u("details",{class:"facts",children:[u("summary",{
children:"Details"}),u("dl",{children:r.map(([i,o])=>u(D,{children:[u("dt",{children:i}),u("dd",{children:o})]},i))})]})}function io(e,t,n){let r=e.pictures[n],
i=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:"";return[["Template",t?.template??""],["Model",e.model+i],["Gateway",t?.gateway??""],["Picture",
r?`${r.width} × ${r.height} ${r.type.toUpperCase()}, ${so(r.size)}`:""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":ht(e.cost)],
["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["More",t?.extra??""],["Inputs",e.inputs.map(({name:o})=>o).join(", ")],["Created",t?ao(t.created):
""],["Variable",e.name],["Notebook",t?.notebook??""]]}var ht=e=>`$${Number(e.toPrecision(3))}`;function so(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:
`${(e/1e6).toFixed(1)} MB`}function ao(e){let t=new Date(e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function qn({number:e}){let{viewing:t,history:n}=T(),r=t.details.value,i=r?.steps??[],o=r?.children??[];return!r||i.length<2&&o.length===0?null:u("div",{class:"\
lineage",children:[i.length>1&&u("p",{class:"parents",children:["from ",!r.whole&&u(_t,{children:"…"}),i.flatMap((s,a)=>[a>0&&u(_t,{children:"→"},`to ${a}`),
...s.flatMap((f,p)=>[p>0&&u(_t,{children:"+"},`and ${a} ${p}`),u(jn,{node:f,isShown:a===i.length-1},`${a} ${p}`)])])]}),o.length>0&&u("p",{class:"children",children:[
"became ",o.map(s=>u(jn,{node:s},s.number)),r.more>0&&u(P,{press:()=>n.search.write(`input:@${e}`),class:"link",children:`${r.more} more`})]})]})}var _t=({children:e})=>u(
"span",{class:"sign",children:e});function jn({node:e,isShown:t=!1}){let{viewing:n}=T(),r=ge(e.hash,"tile"),i=u(D,{children:[e.hash&&u("img",{alt:"",width:28,height:28,
src:r||void 0},e.hash),u("span",{children:e.name})]});return t?u("span",{class:"crumb","aria-current":"true",children:i}):e.number?u(P,{press:()=>n.open(e.number),
class:"crumb",children:i}):u("span",{class:"crumb",children:i})}var gt="starred",uo=Array.from({length:5},(e,t)=>t+1);function zn({entry:e}){let{marks:t,markShown:n}=T().viewing;return u("div",{class:"marks",ref:t,children:[
u("div",{class:"row",children:[u(P,{press:()=>n({kind:"tag",changes:[e.starred?`-${gt}`:gt]}),class:"star",title:"Star (s)","aria-pressed":e.starred,children:[u(
"span",{"aria-hidden":"true",children:e.starred?"★":"☆"})," Star"]}),u(lo,{rating:e.rating}),u(co,{})]}),u(fo,{})]})}function lo({rating:e}){let{markShown:t}=T().
viewing,n=j(null),r=o=>t({kind:"rate",rating:o});function i(o){let s={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[o.key]??0;if(!s)return;o.preventDefault();
let a=Math.min(5,Math.max(1,e+s));n.current?.querySelectorAll("button")[a-1]?.focus(),r(a)}return u("div",{class:"rating",role:"radiogroup","aria-label":"Rating",
ref:n,onKeyDown:i,children:uo.map(o=>u(P,{press:()=>r(o===e?0:o),role:"radio","aria-label":`${o} of ${5}`,"aria-checked":o===e,title:`Rate ${o} of ${5} (${o}; 0\
 clears)`,class:o<=e?"reached":"",tabIndex:o===(e||1)?0:-1,children:o},o))})}function co(){let{details:e,newTags:t,writeTags:n,markShown:r}=T().viewing,i=j(null),
o=(e.value?.tags??[]).filter(f=>f!==gt);function s(f){let p=t.peek().split(/\s+/).filter(Boolean);if(f.key==="Enter"&&p.length)r({kind:"tag",changes:p});else if(f.
key!=="Escape")return;f.preventDefault(),n("")}function a(f){r({kind:"tag",changes:[`-${f}`]}),i.current?.focus()}return u("span",{class:"tagging",children:[u("\
ul",{class:"tags","aria-label":"Tags",hidden:o.length===0,children:o.map(f=>u("li",{children:[u("span",{children:f}),u(P,{press:()=>a(f),"aria-label":`Remove ta\
g ${f}`,children:"×"})]},f))}),u("input",{ref:i,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...re,disabled:e.value===null,
value:t.value,onInput:f=>n(f.currentTarget.value),onKeyDown:s})]})}function fo(){let{details:e,note:t,writeNote:n,keepNote:r,dropNote:i}=T().viewing;function o(s){
if(s.key==="Enter"&&!s.shiftKey)r();else if(s.key==="Escape")i();else return;s.preventDefault()}return u("textarea",{class:"note","aria-label":"Note",placeholder:"\
Note",enterkeyhint:"done",disabled:e.value===null,value:t.value,rows:Math.min(6,t.value.split(`
`).length),onInput:s=>n(s.currentTarget.value),onBlur:r,onKeyDown:o})}function Vn(){let{viewing:e,history:t}=T(),n=e.shown.value;function r(i){let o=i.target instanceof Element&&i.target.matches("input, textarea, select");n&&!o&&t.
press(i,n,[n.number])&&i.preventDefault()}return u("section",{class:"look viewer","aria-label":"Viewer",onKeyDown:r,children:n?u(po,{entry:n}):u("p",{class:"non\
e",children:"Pick a picture to see it large."})})}function po({entry:e}){let{viewing:t,copyPrompt:n}=T(),r=t.details.value,i=r?.prompt??e.prompt,o=[...e.error,r?.
text??e.text].filter(Boolean),s=e.pictures[t.position.value],{src:a,full:f,gone:p}=mo(s);return u("div",{children:[s&&u("div",{class:"stage",style:{aspectRatio:`${s.
width} / ${s.height}`},children:u("img",{alt:e.prompt,width:s.width,height:s.height,src:a||void 0},s.hash)}),e.pictures.length>1&&u(ho,{entry:e}),u("p",{class:"\
caption",children:vo(e)}),u("div",{class:"said",children:[u("p",{class:"prompt",children:i}),u(P,{press:()=>n(i),class:"link",children:"Copy prompt"})]}),o.length>
0&&u("p",{class:e.error.length?"words failed":"words",children:u(ae,{of:o})}),p&&u("p",{class:"words failed",children:"The picture's file is gone from the libra\
ry."}),u(qn,{number:e.number}),u(_o,{entry:e,picture:s,full:f}),u(zn,{entry:e}),u(Fn,{entry:e})]})}function mo(e){let{pictures:t}=T(),n=e?.hash??"",r=Wn(t,n),[i,
o]=we(r);return V(()=>{if(!n)return;let s=!0,a=p=>o(c=>({...c.hash===n?c:Wn(t,n),...p}));async function f(){let p=await t.url(n,"thumbnail");if(!s)return;p&&a({
src:p});let c=await t.url(n,"full");s&&a(c?{src:c,full:c}:{gone:!0})}return f(),()=>{s=!1}},[n,t]),i.hash===n?i:r}function Wn(e,t){return{hash:t,src:t&&e.held(t,
"tile"),full:"",gone:!1}}function ho({entry:e}){let{position:t,turnTo:n}=T().viewing;return u("div",{class:"several",role:"group","aria-label":"Pictures of this\
 answer",children:e.pictures.map((r,i)=>u(P,{press:()=>n(i),"aria-pressed":i===t.value,"aria-label":`Picture ${i+1}`,children:i+1},i))})}function _o({entry:e,picture:t,
full:n}){let{composer:r,history:i,viewing:o,input:s,again:a,copyCell:f}=T(),p=o.position.value,c=[e.number];return u("div",{class:"actions",children:[u(P,{press:()=>s(
"edit",e,p),class:"primary",disabled:!t,children:"Edit this"}),u(P,{press:()=>s("add",e,p),disabled:!t,children:"Add as input"}),u(We,{press:()=>a(e),title:"Ano\
ther take of the same: a new call",children:"Again"}),u(P,{press:()=>r.use(e.template),children:"Use prompt"}),u(P,{press:()=>f(e),children:"Copy cell"}),u("spa\
n",{class:"actions",children:[t&&u("a",{class:"button",download:go(e,t),...n&&{href:n},children:"Download"}),u(P,{press:()=>i.save(c),title:"A zip with the pict\
ures, how they were made, and a page to look at",children:"Export"}),e.deleted?u(P,{press:()=>i.restore(c),children:"Restore"}):u(P,{press:()=>i.remove(c),title:"\
Out of sight, with a way back (Del)",children:"Delete"})]})]})}function go(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function vo(e){let t=e.
pictures[e.main],n=e.servedBy&&e.servedBy!==e.model;return[`@${e.number}${e.name?` ${e.name}`:""}`,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.
sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":ht(e.cost),t?`${t.width}×${t.height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status===
"sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(Boolean).join(" · ")}var yo=[["compose","Compose"],["picture","Picture"],["history","History"]];function Gn(){return u("div",{class:"make",children:[u(bo,{}),u(vt,{name:"compose",children:u(
Hn,{})}),u(vt,{name:"picture",children:u(Vn,{})}),u(vt,{name:"history",children:u(Kn,{})})]})}function bo(){let{part:e,turnTo:t}=T().layout;return u("div",{class:"\
segment parts",role:"group","aria-label":"Part",children:yo.map(([n,r])=>u(P,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:r},n))})}function vt({
name:e,children:t}){let{part:n}=T().layout;return u("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}function Xn(){let{said:e,layout:t}=T(),{words:n,count:r}=e.value;return u("div",{class:"frame",children:[u(Ln,{}),u("div",{class:"view",role:"tabpanel","aria-la\
bel":t.tab.value,children:u(Gn,{})}),u(Bn,{}),u(An,{}),u("p",{class:"live","aria-live":"polite",children:u("span",{children:n},r)})]})}function wo({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let r=Tn(e,n),{composer:i}=r;
en(n),nn(n,{takes:a=>!!i.form.current?.contains(a),hover:i.hover,take:i.take});let o=on(n,r.layout.measure),s=te(()=>{n.style.setProperty("--ig-height",`${r.layout.
height.value}px`)});return st(u(Mn,{value:r,children:u(Xn,{})}),n),()=>{o(),s(),r.close(),st(null,n),n.remove()}}var Ra={render:wo};export{Ra as default};
